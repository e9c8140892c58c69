import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { RequestDetail } from '#contract/requests/schemas';
import { Section } from '../../common/Facts.tsx';
import { LoadError, LoadingLines } from '../../common/StateMessage.tsx';
import { call } from '../../data/call.ts';
import { formatMoment } from '../../i18n/format.ts';
import { type Bundle, useT } from '../../i18n/texts.ts';
import { accessLogKey } from '../asking.ts';

const eventName = (t: Bundle, event: string): string =>
  (t.audit.events as Readonly<Record<string, string>>)[event] ?? event;

/** Who saw, unmasked or asked about this request, to the second and by WIB, as the audit trail has it. */
export const AccessLog = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  const { log } = t.requestPages;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: accessLogKey(request.id),
    queryFn: ({ signal }) => call('requests.accessLog', { params: { id: request.id }, signal }),
  });
  const actors = t.actors as Readonly<Record<string, string>>;
  return (
    <Section title={log.title}>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {log.help}
      </Typography>
      {error ? <LoadError error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <LoadingLines lines={3} /> : null}
      {data?.length === 0 ? <Typography variant="body2">{log.none}</Typography> : null}
      {data && data.length > 0 ? (
        <TableContainer>
          <Table size="small">
            <TableHead>
              <TableRow>
                {[log.at, log.event, log.who, log.reason, log.address].map((label) => (
                  <TableCell key={label}>{label}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {data.map((row) => (
                <TableRow key={row.id}>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{formatMoment(row.at)}</TableCell>
                  <TableCell>{eventName(t, row.event)}</TableCell>
                  <TableCell>
                    {row.actorName}
                    <Typography sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>
                      {[row.actorUnit, ...row.actorRoles.map((role) => actors[role] ?? role)]
                        .filter(Boolean)
                        .join(' · ')}
                    </Typography>
                  </TableCell>
                  <TableCell>{row.reason ?? t.console.common.none}</TableCell>
                  <TableCell>{row.address ?? t.console.common.none}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      ) : null}
    </Section>
  );
};
