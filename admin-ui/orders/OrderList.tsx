import { Button, Stack } from '@mui/material';
import { Link } from 'react-router-dom';
import type { OrderSummary } from '#contract/orders/schemas';
import { CsvButton } from '../common/CsvButton.tsx';
import { DayFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { SearchField } from '../common/SearchField.tsx';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { useOrderColumns } from './columns.tsx';
import { PlaceFilters } from './PlaceFilters.tsx';
import { StatusFilter } from './StatusFilter.tsx';

const Filters = () => {
  const t = useT();
  return (
    <Stack spacing={1.25}>
      <FilterRow>
        <SearchField label={t.console.orders.search} />
        <DayFilter name="createdFrom" label={t.console.common.from} />
        <DayFilter name="createdTo" label={t.console.common.to} />
        <PlaceFilters />
      </FilterRow>
      <StatusFilter />
    </Stack>
  );
};

/** Daftar Pesanan, with the columns of the operators' guide. */
const OrderList = () => {
  const t = useT();
  const buyer = useMay('cart.use');
  const columns = useOrderColumns();
  return (
    <ListPage<OrderSummary>
      title={t.console.orders.title}
      help={t.console.orders.help}
      columns={columns}
      to={(order) => `/orders/${order.id}/show`}
      sort={{ field: 'createdAt', order: 'DESC' }}
      filters={<Filters />}
      actions={<CsvButton path="/api/v1/orders.csv" name="daftar-pesanan.csv" />}
      empty={buyer ? t.console.orders.emptyBuyer : t.console.orders.empty}
      emptyAction={
        buyer ? (
          <Button component={Link} to="/products" variant="contained">
            {t.console.cart.choose}
          </Button>
        ) : null
      }
    />
  );
};
export default OrderList;
