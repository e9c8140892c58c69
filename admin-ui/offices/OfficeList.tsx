import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import type { Office } from '#contract/offices/schemas';
import { FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import { ToneChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

/** So many names of regions stand in a row; the rest is counted. */
const shownRegions = 3;

const regionsOf = ({ regions }: Office): string => {
  const names = regions.slice(0, shownRegions).map(({ name }) => name);
  const more = regions.length - names.length;
  return more > 0 ? `${names.join(', ')} +${more}` : names.join(', ');
};

function useColumns(): Column<Office>[] {
  const t = useT();
  const { offices: texts, common } = t.console;
  const { columns } = texts;
  return [
    {
      key: 'name',
      label: columns.name,
      sort: 'name',
      card: 'title',
      render: (row) => <strong>{row.name}</strong>,
    },
    { key: 'code', label: columns.code, sort: 'code', card: 'subtitle', render: (row) => row.code },
    { key: 'zone', label: columns.zone, render: (row) => row.zone },
    { key: 'regions', label: columns.regions, render: (row) => regionsOf(row) || common.none },
    {
      key: 'operators',
      label: columns.operators,
      align: 'right',
      render: (row) =>
        row.operators > 0 ? (
          formatCount(row.operators)
        ) : (
          <ToneChip label="0" tone="waiting" title={texts.noOperator} />
        ),
    },
    {
      key: 'status',
      label: columns.status,
      card: 'corner',
      render: (row) => (
        <ToneChip label={row.active ? texts.open : texts.closed} tone={row.active ? 'good' : 'ended'} />
      ),
    },
  ];
}

/** Offices with their regions and how many people work there. */
const OfficeList = () => {
  const { offices: texts } = useT().console;
  const mayManage = useMay('offices.manage');
  return (
    <ListPage<Office>
      title={texts.title}
      help={texts.help}
      columns={useColumns()}
      to={(row) => `/offices/${row.id}/show`}
      sort={{ field: 'name', order: 'ASC' }}
      filters={
        <FilterRow>
          <SearchField label={texts.search} />
        </FilterRow>
      }
      actions={
        mayManage ? (
          <Button component={Link} to="/offices/create" variant="contained">
            {texts.create}
          </Button>
        ) : null
      }
      empty={texts.empty}
    />
  );
};
export default OfficeList;
