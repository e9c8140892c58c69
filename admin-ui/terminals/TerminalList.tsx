import { registrationStatuses } from '#contract/metering/codes';
import type { Terminal } from '#contract/metering/manage-schemas';
import { CsvButton } from '../common/CsvButton.tsx';
import { Decided } from '../common/Decided.tsx';
import { ChoiceFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { RegistrationChip } from '../common/RegistrationChip.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { TerminalActions } from './TerminalActions.tsx';
import { ThisDevice } from './ThisDevice.tsx';

function useColumns(): Column<Terminal>[] {
  const { terminalPages: t, console: words } = useT();
  const mayDecide = useMay('terminals.decide');
  const ofOne = useMay('terminals.own');
  const columns: (Column<Terminal> | false)[] = [
    {
      key: 'name',
      label: t.columns.name,
      sort: 'name',
      card: 'title',
      render: (terminal) => <strong>{terminal.name}</strong>,
    },
    !ofOne && {
      key: 'institution',
      label: t.columns.institution,
      render: (terminal) => terminal.institutionName,
    },
    {
      key: 'branch',
      label: t.columns.branch,
      card: 'subtitle',
      render: (terminal) => terminal.branch ?? words.common.none,
    },
    {
      key: 'status',
      label: t.columns.status,
      card: 'corner',
      render: (terminal) => <RegistrationChip status={terminal.status} />,
    },
    {
      key: 'lastSeen',
      label: t.terminals.lastSeen,
      sort: 'lastSeenAt',
      render: (terminal) => (terminal.lastSeenAt ? formatInstant(terminal.lastSeenAt) : t.never),
    },
    {
      key: 'registered',
      label: t.columns.registered,
      sort: 'registeredAt',
      render: (terminal) => <Decided name={terminal.registeredByName} at={terminal.registeredAt} />,
    },
    {
      key: 'decided',
      label: t.columns.decided,
      render: (terminal) => (
        <Decided name={terminal.decidedByName} at={terminal.decidedAt} note={terminal.decisionNote} />
      ),
    },
    mayDecide && {
      key: 'actions',
      label: t.columns.actions,
      card: 'bare',
      render: (terminal) => <TerminalActions terminal={terminal} />,
    },
  ];
  return columns.filter((column) => column !== false);
}

/** Devices that may open the web portal: an operator registers his, somebody else approves it. */
const TerminalList = () => {
  const t = useT();
  const { terminals, status } = t.terminalPages;
  const ofOne = useMay('terminals.own');
  const choices = registrationStatuses.map((id) => ({ id, name: t.terminals.status[id] }));
  return (
    <ListPage<Terminal>
      title={terminals.title}
      help={terminals.help}
      columns={useColumns()}
      sort={{ field: 'registeredAt', order: 'DESC' }}
      above={ofOne ? <ThisDevice /> : null}
      filters={
        <FilterRow>
          <SearchField label={terminals.search} />
          <ChoiceFilter name="status" label={status} choices={choices} />
        </FilterRow>
      }
      actions={<CsvButton path="/api/v1/terminals.csv" name="perangkat.csv" />}
      empty={terminals.empty}
    />
  );
};
export default TerminalList;
