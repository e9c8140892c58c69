import { fill } from '#contract/i18n/index';
import { checkoutStatuses } from '#contract/orders/codes';
import type { Checkout } from '#contract/orders/schemas';
import { ChoiceFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { type Tone, ToneChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatCount, formatInstant, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const tones = {
  MENUNGGU_PENYETUJU: 'waiting',
  DIPROSES: 'good',
  DITOLAK: 'ended',
  DITARIK: 'ended',
} as const satisfies Record<Checkout['status'], Tone>;

export const CheckoutStatusChip = ({ checkout }: { checkout: Checkout }) => {
  const t = useT();
  return <ToneChip label={t.orders.checkoutStatus[checkout.status]} tone={tones[checkout.status]} />;
};

function useColumns(): Column<Checkout>[] {
  const t = useT();
  const { columns } = t.console.checkouts;
  return [
    {
      key: 'submitted',
      label: columns.submitted,
      sort: 'submittedAt',
      card: 'title',
      render: (checkout) => formatInstant(checkout.submittedAt),
    },
    { key: 'user', label: columns.user, card: 'subtitle', render: (checkout) => checkout.institutionName },
    { key: 'by', label: columns.by, render: (checkout) => checkout.submittedByName },
    {
      key: 'lines',
      label: columns.lines,
      render: (checkout) =>
        checkout.lines.length === 1
          ? checkout.lines[0]?.productName
          : fill(t.console.checkouts.lineCount, { count: formatCount(checkout.lines.length) }),
    },
    {
      key: 'total',
      label: columns.total,
      sort: 'total',
      align: 'right',
      render: (checkout) => formatRupiah(checkout.total),
    },
    {
      key: 'status',
      label: columns.status,
      card: 'bare',
      render: (checkout) => <CheckoutStatusChip checkout={checkout} />,
    },
  ];
}

/** Checkouts of the institution: what waits for its checker and what became of the others. */
const CheckoutList = () => {
  const t = useT();
  const choices = checkoutStatuses.map((id) => ({ id, name: t.orders.checkoutStatus[id] }));
  return (
    <ListPage<Checkout>
      title={t.console.checkouts.title}
      help={t.console.checkouts.help}
      columns={useColumns()}
      to={(checkout) => `/checkouts/${checkout.id}/show`}
      sort={{ field: 'submittedAt', order: 'DESC' }}
      filters={
        <FilterRow>
          <ChoiceFilter name="status" label={t.console.common.status} choices={choices} />
        </FilterRow>
      }
      empty={t.console.checkouts.empty}
    />
  );
};
export default CheckoutList;
