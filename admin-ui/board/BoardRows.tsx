import { Box, Checkbox, Typography } from '@mui/material';
import { useListContext } from 'react-admin';
import { fill } from '#contract/i18n/index';
import type { RequestSummary } from '#contract/requests/schemas';
import { formatInstantIn } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { CodeLink, Taken } from '../requests/columns.tsx';
import { DwhProgress } from '../requests/DwhProgress.tsx';
import { keepWalk } from '../requests/queue-walk.ts';
import { DueTime } from '../requests/Status.tsx';

const Lines = ({ request }: { request: RequestSummary }) => {
  const t = useT();
  const running = request.step === 'SINKRONISASI_DWH' && request.stepStatus === 'DIKERJAKAN';
  return (
    <Box sx={{ minWidth: 0, flex: 1 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 1 }}>
        <CodeLink request={request} />
        <Box sx={{ fontSize: '0.82rem' }}>
          <DueTime request={request} />
        </Box>
      </Box>
      <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {request.nameMasked} · {request.nikMasked}
      </Typography>
      <Typography sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>
        {request.officeName}
        {request.stepSince
          ? ` · ${fill(t.requestPages.board.since, { time: formatInstantIn(request.stepSince, request.zone) })}`
          : ''}
        {request.stepAssignee ? ' · ' : ''}
        {request.stepAssignee ? <Taken by={request.stepAssignee} /> : null}
      </Typography>
      {request.stepResult ? (
        <Typography sx={{ fontSize: '0.82rem', color: 'error.main' }}>
          {t.requests.result[request.stepResult]}
        </Typography>
      ) : null}
      {running ? <DwhProgress percent={request.dwhProgress} /> : null}
    </Box>
  );
};

/** The rows of one group, close together, each with a box where many can be acted on. */
export const BoardRows = ({ choose }: { choose: boolean }) => {
  const t = useT().requestPages.queue;
  const { data = [], selectedIds, onToggleItem, sort, filter } = useListContext<RequestSummary>();
  const keep = () =>
    keepWalk({
      ids: data.map(({ id }) => id),
      list: { sort: { field: sort.field, order: sort.order }, filter: { ...filter } },
    });
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }} onClickCapture={keep}>
      {data.map((request) => (
        <Box
          component="li"
          key={request.id}
          sx={{ display: 'flex', gap: 1, p: 1.25, borderTop: '1px solid', borderColor: 'divider' }}
        >
          {choose ? (
            <Checkbox
              size="small"
              sx={{ p: 0.5, alignSelf: 'flex-start' }}
              checked={selectedIds.includes(request.id)}
              onChange={() => onToggleItem(request.id)}
              slotProps={{ input: { 'aria-label': fill(t.select, { code: request.code }) } }}
            />
          ) : null}
          <Lines request={request} />
        </Box>
      ))}
    </Box>
  );
};
