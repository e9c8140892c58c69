import { Typography } from '@mui/material';
import { useState } from 'react';
import type { AccessRefusalReason } from '#contract/metering/codes';
import type { MonitoringSpan } from '#contract/metering/monitoring';
import { BarChart } from '../common/BarChart.tsx';
import { Section } from '../common/Facts.tsx';
import { formatDate, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { ReasonChoice } from './span.tsx';

interface Step {
  readonly at: string;
  readonly value: number;
}

/** Figures over time as bars. */
const StepBars = ({
  title,
  span,
  steps,
}: {
  title: string;
  span: MonitoringSpan;
  steps: readonly Step[];
}) => {
  const label = (at: string) => (span === 'DAYS' ? formatDate(at) : formatInstant(at));
  return <BarChart title={title} bars={steps.map(({ at, value }) => ({ label: label(at), value }))} />;
};

export const StepChart = (props: {
  title: string;
  help?: string;
  span: MonitoringSpan;
  steps: readonly Step[];
}) => (
  <Section title={props.title}>
    {props.help ? (
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {props.help}
      </Typography>
    ) : null}
    <StepBars {...props} />
  </Section>
);

interface RefusalStep {
  readonly at: string;
  readonly refusals: readonly { readonly of: AccessRefusalReason; readonly count: number }[];
}

/** Refused calls over time, of all reasons or of one. */
export const RefusalChart = (props: {
  title: string;
  span: MonitoringSpan;
  steps: readonly RefusalStep[];
}) => {
  const { refusal } = useT().reports;
  const [wanted, setWanted] = useState<AccessRefusalReason | null>(null);
  const reasons = [...new Set(props.steps.flatMap(({ refusals }) => refusals.map(({ of }) => of)))].sort();
  const chosen = wanted !== null && reasons.includes(wanted) ? wanted : null;
  const steps = props.steps.map(({ at, refusals }) => ({
    at,
    value: refusals.reduce((sum, { of, count }) => sum + (chosen === null || of === chosen ? count : 0), 0),
  }));
  return (
    <Section title={props.title}>
      {reasons.length > 1 ? (
        <ReasonChoice
          reasons={reasons}
          label={(reason) => refusal[reason]}
          value={chosen}
          onChange={setWanted}
        />
      ) : null}
      <StepBars
        title={chosen === null ? props.title : `${props.title}: ${refusal[chosen]}`}
        span={props.span}
        steps={steps}
      />
    </Section>
  );
};
