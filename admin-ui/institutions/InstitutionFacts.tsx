import type { Institution } from '#contract/institutions/schemas';
import { Facts } from '../common/Facts.tsx';
import { ToneChip } from '../common/StatusChip.tsx';
import { formatDay } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

/** The institution's data as recorded. */
export const InstitutionFacts = ({ institution }: { institution: Institution }) => {
  const t = useT();
  const { detail, common, institutions } = t.console;
  const juknis = institution.juknisDoneOn
    ? [formatDay(institution.juknisDoneOn), institution.juknisNumber].filter(Boolean).join(' · ')
    : null;
  return (
    <Facts
      facts={[
        [detail.name, institution.name],
        [institutions.code, institution.code],
        [detail.category, t.orders.category[institution.category]],
        [detail.address, institution.address],
        [detail.email, institution.email],
        [detail.phone, institution.phone],
        [detail.npwp, institution.npwp ?? common.none],
        [
          detail.pks,
          <ToneChip
            key="pks"
            label={
              institution.agreementActive
                ? detail.pksActive
                : institution.agreementEndsOn
                  ? detail.pksEnded
                  : detail.pksNone
            }
            tone={institution.agreementActive ? 'good' : 'bad'}
          />,
        ],
        [detail.pksEnds, institution.agreementEndsOn ? formatDay(institution.agreementEndsOn) : common.none],
        [detail.juknis, juknis ?? <ToneChip key="juknis" label={detail.juknisMissing} tone="bad" />],
        [
          common.status,
          <ToneChip
            key="status"
            label={institution.suspended ? institutions.suspended : institutions.active}
            tone={institution.suspended ? 'bad' : 'good'}
          />,
        ],
      ]}
    />
  );
};
