import { Box, Typography } from '@mui/material';
import type { RequestDetail } from '#contract/requests/schemas';
import { Section } from '../../common/Facts.tsx';
import { formatInstantIn } from '../../i18n/format.ts';
import { useT } from '../../i18n/texts.ts';
import { CodeLink } from '../columns.tsx';
import { RequestStatusChip } from '../Status.tsx';

/** Requests that this one follows or that follow it, and others with the same NIK. */
export const RelatedSection = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  const { detail } = t.requestPages;
  const linked = [...(request.previous ? [request.previous] : []), ...request.followers];
  return (
    <Section title={detail.earlier}>
      {linked.map((other) => (
        <Typography key={other.id} variant="body2" sx={{ mb: 0.75 }}>
          <CodeLink request={other} /> · {t.requests.link[other.link]}
        </Typography>
      ))}
      {request.sameNik.length === 0 && linked.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {detail.noEarlier}
        </Typography>
      ) : null}
      {request.sameNik.map((other) => (
        <Box key={other.id} sx={{ mb: 1 }}>
          <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
            <CodeLink request={other} />
            <RequestStatusChip status={other.status} />
          </Box>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {formatInstantIn(other.submittedAt, request.zone)} · {other.officeName}
          </Typography>
        </Box>
      ))}
    </Section>
  );
};
