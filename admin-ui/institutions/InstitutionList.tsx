import { Button } from '@mui/material';
import { Link } from 'react-router-dom';
import { institutionAttentions } from '#contract/institutions/attention';
import type { Institution } from '#contract/institutions/schemas';
import { institutionCategories } from '#contract/orders/codes';
import { CsvButton } from '../common/CsvButton.tsx';
import { ChoiceFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import { ToneChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatDay } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

function useColumns(): Column<Institution>[] {
  const t = useT();
  const { institutions: texts, detail, common } = t.console;
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
    {
      key: 'category',
      label: columns.category,
      sort: 'category',
      render: (row) => t.orders.category[row.category],
    },
    {
      key: 'pks',
      label: columns.pks,
      render: (row) => (
        <ToneChip
          label={
            row.agreementActive ? detail.pksActive : row.agreementEndsOn ? detail.pksEnded : detail.pksNone
          }
          tone={row.agreementActive ? 'good' : 'bad'}
        />
      ),
    },
    {
      key: 'ends',
      label: columns.ends,
      render: (row) => (row.agreementEndsOn ? formatDay(row.agreementEndsOn) : common.none),
    },
    {
      key: 'juknis',
      label: columns.juknis,
      render: (row) => (
        <ToneChip
          label={row.juknisDoneOn ? detail.juknisDone : detail.juknisMissing}
          tone={row.juknisDoneOn ? 'good' : 'bad'}
        />
      ),
    },
    {
      key: 'status',
      label: columns.status,
      card: 'corner',
      render: (row) => (
        <ToneChip
          label={row.suspended ? texts.suspended : texts.active}
          tone={row.suspended ? 'bad' : 'neutral'}
        />
      ),
    },
  ];
}

/** Institutions with the state of PKS and juknis. */
const InstitutionList = () => {
  const t = useT();
  const mayWrite = useMay('institutions.write');
  const categories = institutionCategories.map((id) => ({ id, name: t.orders.category[id] }));
  const attentions = institutionAttentions.map((id) => ({ id, name: t.console.institutions.attentions[id] }));
  const create = mayWrite ? (
    <Button component={Link} to="/institutions/create" variant="contained">
      {t.console.institutions.create}
    </Button>
  ) : null;
  return (
    <ListPage<Institution>
      title={t.console.institutions.title}
      help={t.console.institutions.help}
      columns={useColumns()}
      to={(row) => `/institutions/${row.id}/show`}
      sort={{ field: 'name', order: 'ASC' }}
      filters={
        <FilterRow>
          <SearchField label={t.console.institutions.search} />
          <ChoiceFilter name="category" label={t.console.institutions.category} choices={categories} />
          <ChoiceFilter name="attention" label={t.console.institutions.attention} choices={attentions} />
        </FilterRow>
      }
      actions={
        <>
          <CsvButton path="/api/v1/institutions.csv" name="lembaga.csv" />
          {create}
        </>
      }
      empty={t.console.institutions.empty}
    />
  );
};
export default InstitutionList;
