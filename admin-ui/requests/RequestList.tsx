import { Button } from '@mui/material';
import { useEffect } from 'react';
import { useListContext } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Role } from '#contract/access/roles';
import { orderWithin } from '#contract/requests/list-order';
import type { RequestSummary } from '#contract/requests/schemas';
import { CsvButton } from '../common/CsvButton.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { useT } from '../i18n/texts.ts';
import { useMay, useMe } from '../session/me.ts';
import { bulkActsOnRequests } from './batch/acts.ts';
import { BatchBar } from './batch/BatchBar.tsx';
import { pathOf, useRequestColumns } from './columns.tsx';
import { Filters } from './Filters.tsx';
import { keepWalk } from './queue-walk.ts';

/** Keeps the rows as they stand here, so that the detail knows what comes next. */
export const KeepWalk = () => {
  const { data, sort, filterValues, filter } = useListContext<RequestSummary>();
  useEffect(() => {
    if (!data) return;
    keepWalk({
      ids: data.map(({ id }) => id),
      list: { sort: { field: sort.field, order: sort.order }, filter: { ...filterValues, ...filter } },
    });
  }, [data, sort, filterValues, filter]);
  return null;
};

/** Shows the order in which the list answers: bounded by a time, it is that time's. */
const KeepOrder = () => {
  const { sort, filterValues, filter, setSort } = useListContext<RequestSummary>();
  const asked = [sort.field, sort.order] as Parameters<typeof orderWithin>[1];
  const [field, order] = orderWithin({ ...filterValues, ...filter }, asked);
  const otherwise = field !== sort.field;
  useEffect(() => {
    if (otherwise) setSort({ field, order });
  }, [otherwise, field, order, setSort]);
  return null;
};

/** The queue: of the own office, or for the centre and the auditor of all. */
const RequestList = () => {
  const t = useT();
  const me = useMe();
  const mayFile = useMay('requests.intake');
  const { queue, overview } = t.requestPages;
  const acts = bulkActsOnRequests((me?.roles ?? []) as Role[]);
  const columns = useRequestColumns({ offices: me?.office === null, select: acts.length > 0 });
  const intake = mayFile ? (
    <Button component={Link} to="/intake" variant="contained">
      {overview.toIntake}
    </Button>
  ) : null;
  return (
    <ListPage<RequestSummary>
      title={queue.title}
      help={queue.help}
      columns={columns}
      to={pathOf}
      sort={{ field: 'queue', order: 'ASC' }}
      {...(me?.office ? { filterDefaultValues: { status: 'BARU' } } : {})}
      filters={
        <>
          <KeepOrder />
          <KeepWalk />
          <Filters />
        </>
      }
      above={<BatchBar acts={acts} list="requests" />}
      actions={
        <>
          {intake}
          <CsvButton path="/api/v1/requests.csv" name="antrean-pengajuan.csv" />
        </>
      }
      empty={mayFile ? queue.emptyOffice : queue.emptyCentre}
      emptyAction={intake}
    />
  );
};
export default RequestList;
