import { Alert, Box, Stack, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { Monitoring } from '#contract/metering/monitoring-schemas';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Section } from '../common/Facts.tsx';
import { FigureTable } from '../common/FigureTable.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { InstitutionPicker } from '../common/RecordPicker.tsx';
import { EmptyMessage, LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { formatCount, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { RefusalChart, StepChart } from './charts.tsx';
import { ProcessSections } from './ProcessSections.tsx';
import { type Chosen, ReadAt, refreshMs, SpanChoice, useChosen } from './span.tsx';

const queryOf = ({ span, institutionId }: Chosen): Record<string, string> => ({
  span,
  ...(institutionId === null ? {} : { institutionId }),
});

const Reasons = ({ reasons }: Pick<Monitoring, 'reasons'>) => {
  const { monitoring: t, reports } = useT();
  if (reasons.length === 0) return <EmptyMessage text={t.staff.noRefusals} />;
  return (
    <FigureTable
      heads={[t.reason, t.staff.meaning, t.count, t.lastHour, t.staff.institutions]}
      keys={reasons.map(({ reason }) => reason)}
      rows={reasons.map(({ reason, count, lastHour, institutions }) => [
        reports.refusal[reason],
        <Box key="meaning" sx={{ minWidth: 220 }}>
          {t.meaning[reason]}
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t.mender[reason]}
          </Typography>
        </Box>,
        formatCount(count),
        formatInstant(lastHour),
        <Box key="institutions" component="ul" sx={{ m: 0, pl: 2, minWidth: 180 }}>
          {institutions.map(({ id, name, count: own }) => (
            <li key={id}>
              {name}: {formatCount(own)}
            </li>
          ))}
        </Box>,
      ])}
      figures={[2]}
    />
  );
};

const Rates = ({ data }: { data: Monitoring }) => {
  const { staff } = useT().monitoring;
  const { span, steps, reasons } = data;
  const quiet = reasons.length === 0 && steps.every(({ calls }) => calls === 0);
  if (quiet) {
    return (
      <Alert severity="info" sx={{ mb: 2 }}>
        {staff.empty}
      </Alert>
    );
  }
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
        }}
      >
        <StepChart
          title={staff.calls}
          help={staff.callsHelp}
          span={span}
          steps={steps.map(({ at, calls }) => ({ at, value: calls }))}
        />
        <StepChart
          title={staff.units}
          help={staff.unitsHelp}
          span={span}
          steps={steps.map(({ at, units }) => ({ at, value: units }))}
        />
      </Box>
      <RefusalChart title={staff.refusals} span={span} steps={steps} />
      <Section title={staff.reasons}>
        <Reasons reasons={reasons} />
      </Section>
    </>
  );
};

const Figures = ({ chosen }: { chosen: Chosen }) => {
  const query = queryOf(chosen);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['monitoring', query],
    queryFn: ({ signal }) => call('monitoring.read', { query, signal }),
    refetchInterval: refreshMs,
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines lines={8} />;
  return (
    <>
      <ReadAt readAt={data.readAt} failed={error !== null} />
      <Rates data={data} />
      <ProcessSections process={data.process} />
    </>
  );
};

const Content = () => {
  const { staff } = useT().monitoring;
  const chosen = useChosen();
  return (
    <>
      <PageHead title={staff.title} help={staff.help}>
        <DownloadButton
          url={`/api/v1/monitoring/refusals.csv?${new URLSearchParams(queryOf(chosen))}`}
          name="panggilan-ditolak.csv"
          label={staff.export}
        />
      </PageHead>
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.25, mb: 2, alignItems: 'center' }}>
        <SpanChoice chosen={chosen} />
        <Box sx={{ width: 320, maxWidth: '100%' }}>
          <InstitutionPicker
            label={staff.institution}
            value={chosen.institutionId}
            onChange={(institutionId) => chosen.set({ institutionId })}
          />
        </Box>
      </Stack>
      <Figures chosen={chosen} />
    </>
  );
};

/** "Pemantauan Akses": how the access service does, over all institutions or one. */
const MonitoringPage = () => (
  <Guarded permission="monitoring.read">
    <Content />
  </Guarded>
);
export default MonitoringPage;
