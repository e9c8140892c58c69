import { Box, Typography } from '@mui/material';
import { auditEvents, auditSubjects } from '#contract/audit/events';
import type { AuditEntry } from '#contract/audit/http';
import { CsvButton } from '../common/CsvButton.tsx';
import { type Choice, ChoiceFilter, DayFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const small = { fontSize: '0.8rem', color: 'text.secondary', overflowWrap: 'anywhere' } as const;

const detailText = (details: AuditEntry['details']): string =>
  Object.entries(details ?? {})
    .map(([key, value]) => `${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');

function useColumns(): Column<AuditEntry>[] {
  const t = useT();
  const { columns } = t.console.audit;
  const actors = t.actors as Readonly<Record<string, string>>;
  const events = t.audit.events as Readonly<Record<string, string>>;
  const subjects = t.audit.subjects as Readonly<Record<string, string>>;
  const { none } = t.console.common;
  return [
    {
      key: 'at',
      label: columns.at,
      sort: 'at',
      card: 'subtitle',
      width: 150,
      render: (entry) => <Box sx={{ whiteSpace: 'nowrap' }}>{formatInstant(entry.at)}</Box>,
    },
    {
      key: 'event',
      label: columns.event,
      card: 'title',
      render: (entry) => <strong>{events[entry.event] ?? entry.event}</strong>,
    },
    {
      key: 'actor',
      label: columns.actor,
      render: (entry) => (
        <Box>
          {entry.actorName}
          <Typography sx={small}>
            {[entry.actorUnit, ...entry.actorRoles.map((role) => actors[role] ?? role)]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </Box>
      ),
    },
    {
      key: 'subject',
      label: columns.subject,
      render: (entry) => (
        <Box>
          {subjects[entry.subjectType] ?? entry.subjectType}
          <Typography sx={small}>{entry.subjectId}</Typography>
        </Box>
      ),
    },
    {
      key: 'outcome',
      label: columns.outcome,
      render: (entry) =>
        entry.outcome === 'OK' ? (
          t.audit.done
        ) : (
          <Box>
            {t.audit.refused}
            <Typography sx={small}>{entry.outcome}</Typography>
          </Box>
        ),
    },
    { key: 'address', label: columns.address, render: (entry) => entry.address ?? none },
    {
      key: 'details',
      label: columns.details,
      render: (entry) => (
        <Typography sx={{ ...small, maxWidth: 320 }}>{detailText(entry.details) || none}</Typography>
      ),
    },
  ];
}

/** The codes by the labels that people read, in the order of the alphabet. */
const choicesOf = <C extends string>(codes: readonly C[], labels: Readonly<Record<C, string>>): Choice[] =>
  codes.map((id) => ({ id, name: labels[id] })).sort((a, b) => a.name.localeCompare(b.name));

/** The audit trail with its filters; reads only. */
const AuditList = () => {
  const t = useT();
  const { audit, common } = t.console;
  return (
    <ListPage<AuditEntry>
      title={audit.title}
      help={audit.help}
      columns={useColumns()}
      sort={{ field: 'at', order: 'DESC' }}
      filters={
        <FilterRow>
          <ChoiceFilter name="event" label={audit.event} choices={choicesOf(auditEvents, t.audit.events)} />
          <ChoiceFilter
            name="subjectType"
            label={audit.subjectType}
            choices={choicesOf(auditSubjects, t.audit.subjects)}
          />
          <SearchField name="subjectId" label={audit.subjectId} />
          <SearchField name="actorId" label={audit.actorId} />
          <DayFilter name="from" label={common.from} />
          <DayFilter name="to" label={common.to} />
        </FilterRow>
      }
      actions={<CsvButton path="/api/v1/audit.csv" name="jejak-audit.csv" />}
      empty={audit.empty}
    />
  );
};
export default AuditList;
