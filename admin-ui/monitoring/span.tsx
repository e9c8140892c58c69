import { Alert, TextField, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { useSearchParams } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import { type MonitoringSpan, monitoringSpanNames } from '#contract/metering/monitoring';
import { formatMoment } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

/** How often an open page reads its figures again. */
export const refreshMs = 15_000;

export interface Chosen {
  readonly span: MonitoringSpan;
  readonly institutionId: string | null;
  set(change: { span?: MonitoringSpan; institutionId?: string | null }): void;
}

/** What a page shows, as it stands in its address: a link leads back to the same figures. */
export function useChosen(): Chosen {
  const [search, setSearch] = useSearchParams();
  const span = monitoringSpanNames.find((name) => name === search.get('span')) ?? 'HOURS';
  return {
    span,
    institutionId: search.get('institutionId'),
    set(change) {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(change)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      setSearch(next, { replace: true });
    },
  };
}

export const SpanChoice = ({ chosen }: { chosen: Chosen }) => {
  const t = useT().monitoring;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={chosen.span}
      aria-label={t.spanLabel}
      onChange={(_, span: MonitoringSpan | null) => span && chosen.set({ span })}
      sx={{ backgroundColor: 'background.paper' }}
    >
      {monitoringSpanNames.map((name) => (
        <ToggleButton key={name} value={name}>
          {t.span[name]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
};

/** When the figures were read, and whether that could not be done again since. */
export const ReadAt = ({ readAt, failed }: { readAt: string; failed: boolean }) => {
  const t = useT().monitoring;
  const time = formatMoment(readAt);
  if (failed) {
    return (
      <Alert severity="warning" sx={{ mb: 2 }}>
        {fill(t.stale, { time })}
      </Alert>
    );
  }
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary', mb: 2 }}>
      {fill(t.readAt, { time, seconds: refreshMs / 1_000 })}
    </Typography>
  );
};

/** One of the reasons that are there, or all. */
export const ReasonChoice = <R extends string>(props: {
  reasons: readonly R[];
  label: (reason: R) => string;
  value: R | null;
  onChange: (reason: R | null) => void;
}) => {
  const t = useT().monitoring;
  return (
    <TextField
      select
      size="small"
      label={t.reason}
      value={props.value ?? ''}
      onChange={(event) =>
        props.onChange(props.reasons.find((reason) => reason === event.target.value) ?? null)
      }
      sx={{ minWidth: 220, mb: 1.5 }}
      slotProps={{ inputLabel: { shrink: true }, select: { native: true } }}
    >
      <option value="">{t.allReasons}</option>
      {props.reasons.map((reason) => (
        <option key={reason} value={reason}>
          {props.label(reason)}
        </option>
      ))}
    </TextField>
  );
};
