import { Box, Button, Tab, Tabs } from '@mui/material';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { OrderStatus } from '#contract/orders/lifecycle';
import type { OrderSummary } from '#contract/orders/schemas';
import { CopyText } from '../common/CopyText.tsx';
import { CsvButton } from '../common/CsvButton.tsx';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { FilterRow } from '../common/filters.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { MonthFilter } from '../common/MonthFilter.tsx';
import { SearchField } from '../common/SearchField.tsx';
import { StatusChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatInstant, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink } from '../orders/columns.tsx';
import { ProductFilter } from '../vouchers/ProductFilter.tsx';

const unpaid = ['MENUNGGU_PEMBAYARAN'] as const;
const paid = [
  'DIBAYAR',
  'PEMBAYARAN_BERMASALAH',
  'MENUNGGU_KEPUTUSAN',
  'PENGEMBALIAN',
  'DIKEMBALIKAN',
  'SELESAI',
] as const;
const ended = ['KEDALUWARSA', 'DIBATALKAN'] as const;

/** Bills by what has become of them. */
const tabs = {
  ...{ unpaid, paid, ended },
  all: [...unpaid, ...paid, ...ended],
} as const satisfies Record<string, readonly OrderStatus[]>;
type TabName = keyof typeof tabs;

function useColumns(): Column<OrderSummary>[] {
  const t = useT();
  const { columns } = t.console.bills;
  return [
    {
      key: 'code',
      label: columns.code,
      card: 'title',
      render: (order) => (
        <>
          {order.kodeBilling ? (
            <CopyText text={order.kodeBilling} label={t.console.detail.copyCode} />
          ) : (
            t.console.common.none
          )}
          <Box sx={{ fontSize: '0.8rem' }}>
            <KuitansiLink order={order} />
          </Box>
        </>
      ),
    },
    { key: 'product', label: columns.product, card: 'subtitle', render: (order) => order.productName },
    {
      key: 'total',
      label: columns.total,
      sort: 'total',
      align: 'right',
      render: (order) => formatRupiah(order.total),
    },
    {
      key: 'created',
      label: columns.created,
      sort: 'createdAt',
      render: (order) => formatInstant(order.createdAt),
    },
    {
      key: 'expires',
      label: columns.expires,
      render: (order) => (order.expiresAt ? formatInstant(order.expiresAt) : t.console.common.none),
    },
    {
      key: 'status',
      label: columns.status,
      card: 'corner',
      render: (order) => <StatusChip status={order.status} />,
    },
    {
      key: 'file',
      label: columns.file,
      card: 'bare',
      render: (order) =>
        order.kodeBilling ? (
          <DownloadButton
            url={`/api/v1/orders/${order.id}/documents/tagihan`}
            name={`${order.kuitansi}-tagihan.pdf`}
            label={t.console.common.download}
          />
        ) : (
          t.console.common.notYet
        ),
    },
  ];
}

/** "Tagihan": the institution's kode billing, their deadlines and files. */
const BillsPage = () => {
  const t = useT();
  const [tab, setTab] = useState<TabName>('unpaid');
  const columns = useColumns();
  return (
    <Guarded permission="orders.read">
      <ListPage<OrderSummary>
        key={tab}
        resource="orders"
        storeKey={`bills.${tab}`}
        title={t.console.bills.title}
        help={t.console.bills.help}
        columns={columns}
        to={(order) => `/orders/${order.id}/show`}
        sort={{ field: 'createdAt', order: 'DESC' }}
        filter={{ status: [...tabs[tab]] }}
        filters={
          <>
            <Tabs
              value={tab}
              onChange={(_, next: TabName) => setTab(next)}
              sx={{ mb: 1.5 }}
              variant="scrollable"
            >
              {(Object.keys(tabs) as TabName[]).map((name) => (
                <Tab key={name} value={name} label={t.console.bills.tabs[name]} />
              ))}
            </Tabs>
            <FilterRow>
              <SearchField label={t.console.orders.search} />
              <MonthFilter from="createdFrom" to="createdTo" label={t.reportPages.month} />
              <ProductFilter />
            </FilterRow>
          </>
        }
        actions={
          <>
            <Button component={Link} to="/statement">
              {t.console.menu.statement}
            </Button>
            <CsvButton path="/api/v1/orders.csv" name="tagihan.csv" />
          </>
        }
        empty={t.console.bills.empty}
      />
    </Guarded>
  );
};
export default BillsPage;
