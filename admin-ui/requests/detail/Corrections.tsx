import { Box, Typography } from '@mui/material';
import type { RequestDetail, UnmaskedRequest } from '#contract/requests/schemas';
import { Facts } from '../../common/Facts.tsx';
import { formatInstantIn } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';

interface CorrectionsProps {
  readonly request: RequestDetail;
  readonly corrections: UnmaskedRequest['corrections'];
}

/** What corrections replaced, with old and new value in full; nothing where there was none. */
export const Corrections = ({ request, corrections }: CorrectionsProps) => {
  const t = useT();
  const { unmask } = t.requestPages;
  if (corrections.length === 0) return null;
  return (
    <Box sx={{ mt: 2 }}>
      <Typography variant="subtitle2" component="h3">
        {unmask.corrections}
      </Typography>
      <Facts
        narrow
        facts={corrections.map(({ field, before, after, at }) => [
          `${t.requests.field[field]} (${formatInstantIn(at, request.zone)})`,
          `${before ?? t.console.common.none} → ${after ?? t.console.common.none}`,
        ])}
      />
    </Box>
  );
};
