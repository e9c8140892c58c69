import { Alert, Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { fill } from '#contract/i18n/index';
import type { OwnRefusal, OwnRefusals } from '#contract/metering/monitoring-schemas';
import { Section } from '../common/Facts.tsx';
import { FigureTable } from '../common/FigureTable.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { EmptyMessage, LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { RefusalChart } from './charts.tsx';
import { type Chosen, ReadAt, refreshMs, SpanChoice, useChosen } from './span.tsx';

const small = { color: 'text.secondary', overflowWrap: 'anywhere' } as const;

const Caller = ({ credential }: Pick<OwnRefusal, 'credential'>) => {
  const t = useT();
  if (credential === null) return t.monitoring.own.portal;
  return (
    <>
      {credential.label} ({t.terminals.environment[credential.environment]})
      <Typography variant="body2" sx={small}>
        {credential.userId}
      </Typography>
    </>
  );
};

const Rows = ({ rows, more }: Pick<OwnRefusals, 'rows' | 'more'>) => {
  const { monitoring: t, reports } = useT();
  return (
    <>
      <FigureTable
        heads={[t.reason, t.own.credential, t.own.address, t.count, t.lastHour, t.own.todo]}
        keys={rows.map(({ credential, reason, address }) => [credential?.id, reason, address].join(' '))}
        rows={rows.map(({ credential, reason, address, count, lastHour }) => [
          reports.refusal[reason],
          <Caller key="caller" credential={credential} />,
          address ?? t.own.manyAddresses,
          formatCount(count),
          formatInstant(lastHour),
          <Box key="todo" sx={{ minWidth: 240 }}>
            {t.todo[reason]}
          </Box>,
        ])}
        figures={[3]}
      />
      {more ? (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {fill(t.own.more, { count: formatCount(rows.length) })}
        </Typography>
      ) : null}
    </>
  );
};

const Figures = ({ chosen: { span } }: { chosen: Chosen }) => {
  const { own, staff } = useT().monitoring;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['refusals', span],
    queryFn: ({ signal }) => call('refusals.own', { query: { span }, signal }),
    refetchInterval: refreshMs,
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines />;
  return (
    <>
      <ReadAt readAt={data.readAt} failed={error !== null} />
      {data.rows.length === 0 ? (
        <EmptyMessage text={own.empty} />
      ) : (
        <>
          <RefusalChart title={staff.refusals} span={span} steps={data.steps} />
          <Section title={own.rows}>
            <Rows rows={data.rows} more={data.more} />
          </Section>
        </>
      )}
      <Alert severity="info">{own.note}</Alert>
    </>
  );
};

const Content = () => {
  const { own } = useT().monitoring;
  const chosen = useChosen();
  return (
    <>
      <PageHead title={own.title} help={own.help}>
        <SpanChoice chosen={chosen} />
      </PageHead>
      <Figures chosen={chosen} />
    </>
  );
};

/** "Mengapa panggilan saya ditolak?": what was refused of one's own institution, and what to do about it. */
const RefusalsPage = () => (
  <Guarded permission="credentials.manage">
    <Content />
  </Guarded>
);
export default RefusalsPage;
