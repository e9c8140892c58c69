import { Button } from '@mui/material';
import { useState } from 'react';
import { roleNames } from '#contract/access/roles';
import type { Person } from '#contract/accounts/schemas';
import { ChoiceFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import type { Column } from '../common/table-columns.ts';
import { useT } from '../i18n/texts.ts';
import { useMay, useMe } from '../session/me.ts';
import { limitOf } from './DailyLimit.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { PersonStatusChip } from './PersonStatusChip.tsx';

const statuses = ['AKTIF', 'NONAKTIF', 'DIUNDANG'] as const;

function useColumns(): Column<Person>[] {
  const t = useT();
  const me = useMe();
  const { columns } = t.console.people;
  const unit: Column<Person> = {
    key: 'unit',
    label: columns.unit,
    render: (person) => person.institutionName ?? person.officeName ?? person.unit ?? t.console.common.none,
  };
  // Whoever sees one institution alone learns more from its operators' limits.
  const limit: Column<Person> = {
    key: 'limit',
    label: t.terminalPages.credentials.columns.limit,
    render: (person) =>
      person.roles.includes('lembaga-operator') ? limitOf(t, person) : t.console.common.none,
  };
  return [
    {
      key: 'name',
      label: columns.name,
      sort: 'name',
      card: 'title',
      render: (person) => <strong>{person.name}</strong>,
    },
    { key: 'email', label: columns.email, sort: 'email', card: 'subtitle', render: (person) => person.email },
    {
      key: 'roles',
      label: columns.roles,
      render: (person) => person.roles.map((role) => t.actors[role]).join(', ') || t.console.common.none,
    },
    me?.institution ? limit : unit,
    {
      key: 'status',
      label: columns.status,
      card: 'corner',
      render: (person) => <PersonStatusChip status={person.status} />,
    },
  ];
}

const Filters = () => {
  const t = useT();
  const me = useMe();
  const institutionOnly = me?.institution != null;
  const roles = roleNames.filter((role) => !institutionOnly || role.startsWith('lembaga-'));
  return (
    <FilterRow>
      <SearchField label={t.console.people.search} />
      <ChoiceFilter
        name="role"
        label={t.console.people.roles}
        choices={roles.map((id) => ({ id, name: t.actors[id] }))}
      />
      <ChoiceFilter
        name="status"
        label={t.console.common.status}
        choices={statuses.map((id) => ({ id, name: t.console.people.status[id] }))}
      />
    </FilterRow>
  );
};

/** People and open invitations in one's reach. */
const PeopleList = () => {
  const t = useT();
  const mayInvite = useMay('people.invite');
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <ListPage<Person>
        title={t.console.people.title}
        help={t.console.people.help}
        columns={useColumns()}
        to={(person) => `/people/${person.id}/show`}
        sort={{ field: 'name', order: 'ASC' }}
        filters={<Filters />}
        actions={
          mayInvite ? (
            <Button variant="contained" onClick={() => setInviting(true)}>
              {t.console.people.invite}
            </Button>
          ) : null
        }
        empty={t.console.people.empty}
      />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
};
export default PeopleList;
