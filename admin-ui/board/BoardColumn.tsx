import { Box, Button, Card, Chip, Typography } from '@mui/material';
import { ListBase, useGetList, useListContext, useStore } from 'react-admin';
import type { Role } from '#contract/access/roles';
import { fill } from '#contract/i18n/index';
import type { RequestSummary } from '#contract/requests/schemas';
import type { RequestStep } from '#contract/requests/steps';
import { PagesFooter } from '../common/PagesFooter.tsx';
import { EmptyMessage, LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { BatchBar } from '../requests/batch/BatchBar.tsx';
import { useMe } from '../session/me.ts';
import { BoardRows } from './BoardRows.tsx';
import { type BoardGroup, bulkActsIn, filterOf, groupsOf } from './groups.ts';

const queueOrder = { field: 'queue', order: 'ASC' } as const;
const topRows = 10;
const askProgressMs = 10_000;

interface GroupChipProps {
  readonly step: RequestStep;
  readonly group: BoardGroup;
  readonly on: boolean;
  readonly onPress: () => void;
}

/** One group with its count; the count stops where lists stop counting. */
const GroupChip = ({ step, group, on, onPress }: GroupChipProps) => {
  const { board } = useT().requestPages;
  const { total, meta } = useGetList('requests', {
    pagination: { page: 1, perPage: 1 },
    sort: queueOrder,
    filter: filterOf(step, group),
  });
  const count = total === undefined ? '' : ` ${formatCount(total)}${meta?.capped === true ? '+' : ''}`;
  return (
    <Chip
      label={`${board.group[group]}${count}`}
      clickable
      color={on ? 'primary' : group === 'failed' && (total ?? 0) > 0 ? 'error' : 'default'}
      variant={on ? 'filled' : 'outlined'}
      aria-pressed={on}
      onClick={onPress}
    />
  );
};

const Rows = ({ group, choose }: { group: BoardGroup; choose: boolean }) => {
  const { board } = useT().requestPages;
  const { data, error, isPending, refetch, onSelect, selectedIds } = useListContext<RequestSummary>();
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines lines={6} />;
  if (!data || data.length === 0) return <EmptyMessage text={board.empty[group]} />;
  const top = data.slice(0, topRows).map(({ id }) => id);
  return (
    <>
      {choose && selectedIds.length === 0 && data.length > 1 ? (
        <Box sx={{ px: 1.25, pb: 0.75 }}>
          <Button size="small" onClick={() => onSelect(top)}>
            {fill(board.takeFirst, { count: top.length })}
          </Button>
        </Box>
      ) : null}
      <BoardRows choose={choose} />
      <PagesFooter />
    </>
  );
};

/** One step of the work: its groups, and the rows of the chosen one. */
export const BoardColumn = ({ step }: { step: RequestStep }) => {
  const t = useT();
  const me = useMe();
  const groups = groupsOf[step];
  const [group, setGroup] = useStore<BoardGroup>(`board.${step}.group`, groups[0] ?? 'waiting');
  const acts = bulkActsIn(step, group, (me?.roles ?? []) as Role[]);
  const running = step === 'SINKRONISASI_DWH' && group === 'others';
  return (
    <Card component="section" aria-label={t.requests.step[step]} sx={{ minWidth: 0 }}>
      <Box sx={{ p: 1.5, pb: 1 }}>
        <Typography variant="h2">{t.requests.step[step]}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {t.requests.stepHelp[step]}
        </Typography>
        <Box
          role="group"
          aria-label={fill(t.requestPages.board.groups, { step: t.requests.step[step] })}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}
        >
          {groups.map((one) => (
            <GroupChip key={one} step={step} group={one} on={one === group} onPress={() => setGroup(one)} />
          ))}
        </Box>
      </Box>
      <ListBase<RequestSummary>
        key={group}
        resource="requests"
        storeKey={`board.${step}.${group}`}
        disableSyncWithLocation
        exporter={false}
        perPage={25}
        sort={queueOrder}
        filter={filterOf(step, group)}
        queryOptions={{ onError: () => {}, refetchInterval: running ? askProgressMs : false }}
      >
        <BatchBar acts={acts} list={`board.${step}`} />
        <Rows group={group} choose={acts.length > 0} />
      </ListBase>
    </Card>
  );
};
