import { Box, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { HistoryRow, RequestDetail, StatusHistoryRow, StepHistoryRow } from '#contract/requests/schemas';
import { Section } from '../../common/Facts.tsx';
import { Timeline, type TimelineEntry } from '../../common/Timeline.tsx';
import { formatInstantIn } from '../../i18n/format.ts';
import { type Bundle, useT } from '../../i18n/texts.ts';

const newestFirst = (a: HistoryRow, b: HistoryRow): number => b.version - a.version;

function metaOf(t: Bundle, row: HistoryRow, zone: string): string {
  const role = t.actors[row.actorRole];
  const unit = [row.actorUnit, role]
    .filter((text, index, all) => text && all.indexOf(text) === index)
    .join(', ');
  const by = row.actorName === role ? role : fill(t.requestPages.history.by, { name: row.actorName, unit });
  return `${formatInstantIn(row.at, zone)} · ${by}`;
}

const noteOf = (t: Bundle, note: string | null): string | null =>
  note ? fill(t.requestPages.history.note, { note }) : null;

const statusEntry = (t: Bundle, row: StatusHistoryRow, zone: string): TimelineEntry => ({
  key: row.version,
  title:
    row.from === null
      ? t.requests.submitted
      : ((t.requests.action as Readonly<Record<string, string>>)[row.action] ?? row.action),
  to: t.requests.status[row.to],
  meta: metaOf(t, row, zone),
  note: noteOf(t, row.note),
});

const stepEntry = (t: Bundle, row: StepHistoryRow, zone: string): TimelineEntry => ({
  key: row.version,
  title: `${t.requests.step[row.step]}: ${
    (t.requests.stepAction as Readonly<Record<string, string>>)[row.action] ?? row.action
  }`,
  to: t.requests.stepStatus[row.to],
  meta: metaOf(t, row, zone),
  note:
    row.result || row.note ? (
      <>
        {row.result ? (
          <Box>{fill(t.requestPages.history.result, { result: t.requests.result[row.result] })}</Box>
        ) : null}
        {noteOf(t, row.note)}
      </>
    ) : null,
});

const None = () => (
  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
    {useT().requestPages.history.none}
  </Typography>
);

/** Both histories as the guide has them, the newest first, by the office's clock. */
export const Histories = ({ request }: { request: RequestDetail }) => {
  const t = useT();
  const { history } = t.requestPages;
  const statusRows = [...request.statusHistory].sort(newestFirst);
  const stepRows = [...request.stepHistory].sort(newestFirst);
  return (
    <Box
      sx={{
        display: 'grid',
        columnGap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'repeat(2, minmax(0, 1fr))' },
      }}
    >
      <Section title={history.status}>
        {statusRows.length === 0 ? <None /> : null}
        <Timeline entries={statusRows.map((row) => statusEntry(t, row, request.zone))} />
      </Section>
      <Section title={history.steps}>
        {stepRows.length === 0 ? <None /> : null}
        <Timeline entries={stepRows.map((row) => stepEntry(t, row, request.zone))} />
      </Section>
    </Box>
  );
};
