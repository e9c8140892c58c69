import { Alert, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { MonitoredProcess } from '#contract/metering/monitoring-schemas';
import { Facts, Section } from '../common/Facts.tsx';
import { FigureTable } from '../common/FigureTable.tsx';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const Latency = ({ methods }: Pick<MonitoredProcess, 'methods'>) => {
  const t = useT();
  const { process } = t.monitoring;
  const time = (ms: number) => fill(process.milliseconds, { count: formatCount(ms) });
  if (methods.length === 0) return <Typography variant="body2">{process.none}</Typography>;
  return (
    <FigureTable
      heads={[process.method, process.answers, process.p50, process.p99]}
      rows={methods.map(({ method, answers, p50Ms, p99Ms }) => [
        t.reports.method[method],
        formatCount(answers),
        time(p50Ms),
        time(p99Ms),
      ])}
      figures={[1, 2, 3]}
    />
  );
};

const Siak = ({ siak }: Pick<MonitoredProcess, 'siak'>) => {
  const { process } = useT().monitoring;
  if (siak === null) return <Alert severity="info">{process.noSiak}</Alert>;
  const { circuit, inFlight, waiting, calls, timeouts, otherFailures, spared } = siak;
  return (
    <>
      {circuit === 'closed' ? null : (
        <Alert severity="warning" sx={{ mb: 1.5 }}>
          {process.circuits[circuit]}
        </Alert>
      )}
      <Facts
        narrow
        facts={[
          [process.circuit, process.circuits[circuit]],
          [process.inFlight, formatCount(inFlight)],
          [process.waiting, formatCount(waiting)],
          [process.calls, formatCount(calls)],
          [process.timeouts, formatCount(timeouts)],
          [process.otherFailures, formatCount(otherFailures)],
          [process.spared, formatCount(spared)],
        ]}
      />
    </>
  );
};

/** What the API process that answers the page knows of itself: its latencies, and how SIAK does. */
export const ProcessSections = ({ process }: { process: MonitoredProcess }) => {
  const t = useT().monitoring.process;
  return (
    <>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {fill(t.help, { since: formatInstant(process.since) })}
      </Typography>
      <Section title={t.title}>
        <Latency methods={process.methods} />
      </Section>
      <Section title={t.siakTitle}>
        <Siak siak={process.siak} />
      </Section>
    </>
  );
};
