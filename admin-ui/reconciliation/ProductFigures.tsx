import { Alert, Box, Typography } from '@mui/material';
import { fill } from '#contract/i18n/index';
import type { ReconciliationProduct } from '#contract/metering/report-schemas';
import { BarChart } from '../common/BarChart.tsx';
import { Section } from '../common/Facts.tsx';
import { FigureTable } from '../common/FigureTable.tsx';
import { formatCount, formatDay, formatInstant } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';

const Balance = ({ product }: { product: ReconciliationProduct }) => {
  const { figures } = useT().reports;
  const { opening, received, used, handedOver, lapsed, closing } = product;
  return (
    <FigureTable
      heads={[
        figures.opening,
        figures.received,
        figures.used,
        figures.handedOver,
        figures.lapsed,
        figures.closing,
      ]}
      rows={[[opening, received, used, handedOver, lapsed, closing].map(formatCount)]}
      keys={[product.productId]}
      figures={[0, 1, 2, 3, 4, 5]}
    />
  );
};

const Gaps = ({ product }: { product: ReconciliationProduct }) => {
  const { figures } = useT().reports;
  const gaps = [
    [figures.gap, product.gap],
    [figures.logGap, product.logGap],
  ] as const;
  return gaps
    .filter(([, units]) => units !== 0)
    .map(([label, units]) => (
      <Alert key={label} severity="error" sx={{ mt: 1.5 }}>
        {label}: {formatCount(units)} {product.unit}
      </Alert>
    ));
};

const Vouchers = ({ vouchers }: Pick<ReconciliationProduct, 'vouchers'>) => {
  const t = useT();
  const { figures } = t.reports;
  const { none } = t.console.common;
  if (vouchers.length === 0) return null;
  return (
    <Box sx={{ mt: 2 }}>
      <Typography variant="subtitle2">{figures.vouchers}</Typography>
      <FigureTable
        heads={[figures.voucher, figures.kuitansi, figures.ntpn, figures.grantedAt, figures.units]}
        rows={vouchers.map(({ number, source, kuitansi, ntpn, grantedAt, units }) => [
          number,
          kuitansi ?? t.orders.voucherSource[source],
          ntpn ?? none,
          formatInstant(grantedAt),
          formatCount(units),
        ])}
        figures={[4]}
      />
    </Box>
  );
};

const Use = ({ product }: { product: ReconciliationProduct }) => {
  const { reports } = useT();
  const { figures } = reports;
  const parts = [
    {
      title: figures.byBranch,
      column: figures.branch,
      lines: product.byBranch.map(({ of, units }) => [of ?? reports.noBranch, units] as const),
    },
    {
      title: figures.bySubject,
      column: figures.subject,
      lines: product.bySubject.map(
        ({ of, units }) => [of.kind === 'NOBODY' ? reports.nobody : of.name, units] as const,
      ),
    },
    {
      title: figures.byMethod,
      column: figures.method,
      lines: product.byMethod.map(({ of, units }) => [reports.method[of], units] as const),
    },
    {
      title: figures.byResult,
      column: figures.result,
      lines: product.byResult.map(({ of, units }) => [reports.result[of], units] as const),
    },
    {
      title: figures.unpaid,
      column: figures.outcome,
      lines: product.unpaid.map(({ of, units }) => [reports.outcome[of], units] as const),
    },
  ].filter(({ lines }) => lines.length > 0);
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        mt: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
      }}
    >
      {parts.map(({ title, column, lines }) => (
        <Box key={title}>
          <Typography variant="subtitle2">{title}</Typography>
          <FigureTable
            heads={[column, figures.units]}
            rows={lines.map(([label, units]) => [label, formatCount(units)])}
            figures={[1]}
          />
        </Box>
      ))}
    </Box>
  );
};

/** One product of the month: its balance, its use by day as a picture, and by whom. */
export const ProductFigures = ({ product }: { product: ReconciliationProduct }) => {
  const { reportPages } = useT();
  const name = `${product.serviceName} – ${product.productName}`;
  const title = fill(reportPages.reconciliation.chart, { product: product.productName });
  return (
    <Section title={name}>
      <Balance product={product} />
      <Gaps product={product} />
      {product.byDay.length > 0 ? (
        <Box sx={{ mt: 2 }}>
          <Typography variant="subtitle2">{title}</Typography>
          <BarChart
            title={title}
            bars={product.byDay.map(({ of, units }) => ({ label: formatDay(of), value: units }))}
          />
        </Box>
      ) : null}
      <Vouchers vouchers={product.vouchers} />
      <Use product={product} />
    </Section>
  );
};
