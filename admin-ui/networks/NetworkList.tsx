import { Button } from '@mui/material';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import { registrationStatuses } from '#contract/metering/codes';
import type { Network } from '#contract/metering/manage-schemas';
import { CsvButton } from '../common/CsvButton.tsx';
import { Decided } from '../common/Decided.tsx';
import { ChoiceFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { RegistrationChip } from '../common/RegistrationChip.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay, useMe } from '../session/me.ts';
import { NetworkActions } from './NetworkActions.tsx';
import { RegisterDialog } from './RegisterDialog.tsx';

function useColumns(isStaff: boolean): Column<Network>[] {
  const { terminalPages: t } = useT();
  const mayDecide = useMay('networks.decide');
  const columns: (Column<Network> | false)[] = [
    {
      key: 'cidr',
      label: t.networks.cidr,
      sort: 'cidr',
      card: 'title',
      render: (network) => <strong>{network.cidr}</strong>,
    },
    {
      key: 'label',
      label: t.columns.name,
      sort: 'label',
      card: 'subtitle',
      render: (network) => network.label,
    },
    isStaff && {
      key: 'institution',
      label: t.columns.institution,
      render: (network) => network.institutionName,
    },
    isStaff && {
      key: 'shared',
      label: t.networks.shared,
      render: (network) => fill(t.networks.sharedBy, { count: formatCount(network.sharedBy ?? 1) }),
    },
    {
      key: 'status',
      label: t.columns.status,
      card: 'corner',
      render: (network) => <RegistrationChip status={network.status} />,
    },
    {
      key: 'registered',
      label: t.columns.registered,
      sort: 'requestedAt',
      render: (network) => <Decided name={network.requestedByName} at={network.requestedAt} />,
    },
    {
      key: 'decided',
      label: t.columns.decided,
      render: (network) => (
        <Decided
          name={network.blockedByStaff && !isStaff ? t.networks.blockedByStaff : network.decidedByName}
          at={network.decidedAt}
          note={network.decisionNote}
        />
      ),
    },
    mayDecide && {
      key: 'actions',
      label: t.columns.actions,
      card: 'bare',
      render: (network) => <NetworkActions network={network} />,
    },
  ];
  return columns.filter((column) => column !== false);
}

/** Networks from which institutions may call: IT registers, the manager decides, the partnership desk may block. */
const NetworkList = () => {
  const t = useT();
  const { networks, status } = t.terminalPages;
  const isStaff = useMe()?.institution == null;
  const mayRegister = useMay('networks.register');
  const [registering, setRegistering] = useState(false);
  const choices = registrationStatuses.map((id) => ({ id, name: t.terminals.status[id] }));
  return (
    <>
      <ListPage<Network>
        title={networks.title}
        help={networks.help}
        columns={useColumns(isStaff)}
        sort={{ field: 'requestedAt', order: 'DESC' }}
        filters={
          <FilterRow>
            <SearchField label={networks.search} />
            <ChoiceFilter name="status" label={status} choices={choices} />
          </FilterRow>
        }
        actions={
          <>
            <CsvButton path="/api/v1/networks.csv" name="jaringan.csv" />
            {mayRegister ? (
              <Button variant="contained" onClick={() => setRegistering(true)}>
                {networks.register}
              </Button>
            ) : null}
          </>
        }
        empty={isStaff ? networks.emptyStaff : networks.empty}
      />
      {registering ? <RegisterDialog onClose={() => setRegistering(false)} /> : null}
    </>
  );
};
export default NetworkList;
