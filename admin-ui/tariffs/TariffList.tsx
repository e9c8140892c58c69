import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { fill } from '#contract/i18n/index';
import type { TariffStatus } from '#contract/orders/codes';
import type { Tariff } from '#contract/orders/tariff-http';
import { CsvButton } from '../common/CsvButton.tsx';
import { ChoiceFilter, FilterRow } from '../common/filters.tsx';
import { ListPage } from '../common/ListPage.tsx';
import { type Tone, ToneChip } from '../common/StatusChip.tsx';
import type { Column } from '../common/table-columns.ts';
import { formatDate, formatDay, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';
import { ProductFilter } from '../vouchers/ProductFilter.tsx';
import { DecideTariff } from './DecideTariff.tsx';
import { ProposeTariff } from './ProposeTariff.tsx';

const tones = { DIUSULKAN: 'waiting', DITETAPKAN: 'good', DITOLAK: 'ended' } as const satisfies Record<
  TariffStatus,
  Tone
>;

const Small = ({ text }: { text: string }) => (
  <Box sx={{ color: 'text.secondary', fontSize: '0.8rem' }}>{text}</Box>
);

/** Where a tariff stands, by whom it came there, and what the official may do about it. */
const Standing = ({ tariff }: { tariff: Tariff }) => {
  const { tariffPages: t, orders } = useT();
  const { proposedAt, decidedAt } = tariff;
  const proposed = proposedAt
    ? fill(t.proposedBy, { name: tariff.proposedByName ?? '–', time: formatDate(proposedAt) })
    : t.fromStart;
  const decided = {
    name: tariff.decidedByName ?? '–',
    time: decidedAt ? formatDate(decidedAt) : '–',
    note: tariff.decisionNote ?? '–',
  };
  return (
    <Box>
      <ToneChip label={orders.tariffStatus[tariff.status]} tone={tones[tariff.status]} />
      <Small text={proposed} />
      {decidedAt ? <Small text={fill(t.decidedBy, decided)} /> : null}
      {tariff.mayDecide ? <DecideTariff tariff={tariff} /> : null}
    </Box>
  );
};

function useColumns(): Column<Tariff>[] {
  const { tariffPages: t, orders } = useT();
  const { columns } = t;
  return [
    {
      key: 'product',
      label: columns.product,
      card: 'title',
      render: (row) => (
        <Box>
          {row.productName}
          <Small text={row.serviceName} />
        </Box>
      ),
    },
    {
      key: 'scope',
      label: columns.scope,
      card: 'subtitle',
      render: (row) =>
        row.institutionName ?? (row.category ? orders.category[row.category] : orders.tariffForAll),
    },
    {
      key: 'price',
      label: columns.price,
      align: 'right',
      render: (row) => `${formatRupiah(row.unitPrice)} / ${row.unit}`,
    },
    {
      key: 'article',
      label: columns.article,
      render: (row) => (
        <Box>
          {row.article}
          {row.simponi ? (
            <Small text={fill(t.simponi, { codes: Object.values(row.simponi).join(' · ') })} />
          ) : null}
        </Box>
      ),
    },
    {
      key: 'period',
      label: columns.period,
      sort: 'validFrom',
      render: (row) => `${formatDay(row.validFrom)} – ${row.validTo ? formatDay(row.validTo) : t.noEnd}`,
    },
    { key: 'standing', label: columns.standing, render: (row) => <Standing tariff={row} /> },
  ];
}

/** Tariffs with their legal basis, and what is proposed. */
const TariffList = () => {
  const { tariffPages: t, orders } = useT();
  const mayPropose = useMay('tariffs.propose');
  const [proposing, setProposing] = useState(false);
  const statuses = Object.entries(orders.tariffStatus).map(([id, name]) => ({ id, name }));
  return (
    <>
      <ListPage<Tariff>
        title={t.title}
        help={t.help}
        columns={useColumns()}
        sort={{ field: 'validFrom', order: 'DESC' }}
        filters={
          <FilterRow>
            <ProductFilter />
            <ChoiceFilter name="status" label={t.status} choices={statuses} />
          </FilterRow>
        }
        actions={
          <>
            <CsvButton path="/api/v1/tariffs.csv" name="tarif.csv" />
            {mayPropose ? (
              <Button variant="contained" onClick={() => setProposing(true)}>
                {t.propose}
              </Button>
            ) : null}
          </>
        }
        empty={t.empty}
      />
      {proposing ? <ProposeTariff onClose={() => setProposing(false)} /> : null}
    </>
  );
};
export default TariffList;
