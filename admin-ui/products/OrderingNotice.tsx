import { Alert } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { fill } from '#contract/i18n/index';
import type { Institution } from '#contract/institutions/schemas';
import { call } from '../data/call.ts';
import { formatDay } from '../i18n/format.ts';
import { type Bundle, useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

/** Why this institution cannot order today, in the API's own words, or null. The API judges again at each order. */
export function whyClosed(
  institution: Institution,
  { errors }: Bundle,
  day: (day: string) => string,
): string | null {
  if (institution.suspended) return errors.INSTITUTION_SUSPENDED;
  if (!institution.agreementActive) {
    const { agreementEndsOn } = institution;
    return fill(errors.AGREEMENT_INACTIVE, { endsOn: agreementEndsOn ? day(agreementEndsOn) : '–' });
  }
  return institution.juknisDoneOn === null ? errors.TECHNICAL_GUIDE_MISSING : null;
}

/** Says before anything is typed that ordering is closed for the buyer's institution. */
export const OrderingNotice = () => {
  const t = useT();
  const buyer = useMay('cart.use');
  const institution = useQuery({
    queryKey: ['institution'],
    queryFn: ({ signal }) => call('institution.own', { signal }),
    enabled: buyer,
    staleTime: 60_000,
  });
  const reason = institution.data ? whyClosed(institution.data, t, formatDay) : null;
  return reason ? (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {reason}
    </Alert>
  ) : null;
};
