import { Box, Card } from '@mui/material';
import { useStore } from 'react-admin';
import { accessMethods, accessOutcomes, accessResults } from '#contract/metering/codes';
import type { AccessRow } from '#contract/metering/report-schemas';
import { type Choice, ChoiceFilter, DayFilter, FilterRow } from '../common/filters.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { InstitutionPicker } from '../common/RecordPicker.tsx';
import { EmptyMessage } from '../common/StateMessage.tsx';
import { useT } from '../i18n/texts.ts';
import { useMe } from '../session/me.ts';
import { ProductFilter } from '../vouchers/ProductFilter.tsx';
import { useAccessColumns } from './columns.tsx';

const choicesOf = <C extends string>(codes: readonly C[], labels: Readonly<Record<C, string>>): Choice[] =>
  codes.map((id) => ({ id, name: labels[id] }));

const Filters = () => {
  const { reports, reportPages } = useT();
  const { accesses } = reportPages;
  return (
    <FilterRow>
      <DayFilter name="from" label={accesses.from} />
      <DayFilter name="to" label={accesses.to} />
      <ProductFilter />
      <ChoiceFilter
        name="method"
        label={accesses.method}
        choices={choicesOf(accessMethods, reports.method)}
      />
      <ChoiceFilter
        name="result"
        label={accesses.result}
        choices={choicesOf(accessResults, reports.result)}
      />
      <ChoiceFilter
        name="outcome"
        label={accesses.outcome}
        choices={choicesOf(accessOutcomes, reports.outcome)}
      />
    </FilterRow>
  );
};

/** The log of one institution; of one's own when none is named. */
const Log = ({ institutionId, help }: { institutionId?: string; help: string }) => {
  const { accesses } = useT().reportPages;
  return (
    <ListPage<AccessRow>
      {...(institutionId ? { key: institutionId, filter: { institutionId }, untitled: true } : {})}
      resource="accesses"
      title={accesses.title}
      help={help}
      columns={useAccessColumns()}
      to={({ id }) => `/accesses/${id}/show`}
      sort={{ field: 'at', order: 'DESC' }}
      filters={<Filters />}
      empty={accesses.empty}
    />
  );
};

/** People of the centre choose an institution first: the log is read along one. */
const CentreLog = () => {
  const { accesses, chooseInstitution, institution } = useT().reportPages;
  const [chosen, setChosen] = useStore<string | null>('accesses.institution', null);
  return (
    <>
      <PageHead title={accesses.title} help={accesses.help} />
      <Box sx={{ width: 320, maxWidth: '100%', mb: 2 }}>
        <InstitutionPicker label={institution} value={chosen} onChange={setChosen} />
      </Box>
      {chosen === null ? (
        <Card>
          <EmptyMessage text={chooseInstitution} />
        </Card>
      ) : (
        <Log institutionId={chosen} help={accesses.help} />
      )}
    </>
  );
};

/** "Catatan Akses". */
const AccessList = () => {
  const { accesses } = useT().reportPages;
  const me = useMe();
  const seesOthers = me?.roles.includes('lembaga-admin') ?? false;
  return (
    <Guarded permission="accesses.read">
      {me?.institution === null ? (
        <CentreLog />
      ) : (
        <Log help={seesOthers ? accesses.help : accesses.helpOwn} />
      )}
    </Guarded>
  );
};
export default AccessList;
