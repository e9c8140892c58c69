import { Box, Checkbox } from '@mui/material';
import { useListContext } from 'react-admin';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import { isEnded } from '#contract/requests/lifecycle';
import type { RequestSummary } from '#contract/requests/schemas';
import type { Column } from '../common/table-columns.ts';
import { formatInstantIn } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { Applicant, DueTime, WhereItStands } from './Status.tsx';

export const pathOf = (request: { id: string }): string => `/requests/${request.id}/show`;

/** The code as the way to the detail. */
export const CodeLink = ({ request }: { request: { id: string; code: string } }) => (
  <Box
    component={Link}
    to={pathOf(request)}
    sx={{ color: 'primary.main', fontWeight: 650, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }}
  >
    {request.code}
  </Box>
);

/** Who has taken it; oneself is said as such, so that a glance tells. */
export const Taken = ({ by }: { by: { id: string; name: string } | null }) => {
  const t = useT().requestPages.queue;
  const me = useMe();
  if (!by) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t.nobody}
      </Box>
    );
  }
  return by.id === me?.id ? <strong>{t.you}</strong> : by.name;
};

const SelectBox = ({ request }: { request: RequestSummary }) => {
  const t = useT().requestPages.queue;
  const { selectedIds, onToggleItem } = useListContext();
  return (
    <Checkbox
      size="small"
      sx={{ p: 0.5 }}
      checked={selectedIds.includes(request.id)}
      onChange={() => onToggleItem(request.id)}
      slotProps={{ input: { 'aria-label': fill(t.select, { code: request.code }) } }}
    />
  );
};

const SelectPage = () => {
  const t = useT().requestPages.queue;
  const { data = [], selectedIds, onSelect } = useListContext<RequestSummary>();
  const here = data.map(({ id }) => id);
  const chosen = here.filter((id) => selectedIds.includes(id));
  const all = here.length > 0 && chosen.length === here.length;
  const others = selectedIds.filter((id) => !here.includes(String(id)));
  return (
    <Checkbox
      size="small"
      sx={{ p: 0.5 }}
      checked={all}
      indeterminate={chosen.length > 0 && !all}
      onChange={() => onSelect(all ? others : [...others, ...here])}
      slotProps={{ input: { 'aria-label': t.selectAll } }}
    />
  );
};

/** A box in front of each row, for acts on many. */
export const selectColumn = (): Column<RequestSummary> => ({
  key: 'select',
  label: '',
  head: () => <SelectPage />,
  card: 'corner',
  width: 40,
  render: (request) => <SelectBox request={request} />,
});

interface ColumnOptions {
  /** The office stands under the code for whoever sees more than one. */
  readonly offices: boolean;
  readonly select: boolean;
}

/** The columns of the queue. */
export function useRequestColumns({ offices, select }: ColumnOptions): Column<RequestSummary>[] {
  const t = useT();
  const { columns } = t.requestPages.queue;
  return [
    ...(select ? [selectColumn()] : []),
    {
      key: 'code',
      label: columns.code,
      card: 'title',
      render: (request) => (
        <>
          <CodeLink request={request} />
          {offices ? (
            <Box sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>{request.officeName}</Box>
          ) : null}
        </>
      ),
    },
    {
      key: 'applicant',
      label: columns.applicant,
      card: 'subtitle',
      render: (request) => <Applicant request={request} />,
    },
    { key: 'due', label: columns.due, sort: 'queue', render: (request) => <DueTime request={request} /> },
    {
      key: 'status',
      label: columns.status,
      card: 'bare',
      render: (request) => <WhereItStands request={request} />,
    },
    {
      key: 'submitted',
      label: columns.submitted,
      sort: 'submittedAt',
      card: 'hidden',
      render: (request) => (
        <Box sx={{ minWidth: 110 }}>
          {formatInstantIn(request.submittedAt, request.zone)}
          <Box sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>
            {t.requests.channel[request.channel]}
          </Box>
        </Box>
      ),
    },
    {
      key: 'assignee',
      label: columns.assignee,
      render: (request) =>
        isEnded(request.status) ? (
          t.console.common.none
        ) : (
          <Taken by={request.stepAssignee ?? request.assignee} />
        ),
    },
  ];
}
