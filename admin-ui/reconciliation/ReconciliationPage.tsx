import { Alert } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { Reconciliation, ReconciliationProduct } from '#contract/metering/report-schemas';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Section } from '../common/Facts.tsx';
import { FigureTable } from '../common/FigureTable.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { type ChosenMonth, institutionQuery, MonthBar, useChosenMonth } from '../common/MonthBar.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { EmptyMessage, LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { formatCount } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { ProductFigures } from './ProductFigures.tsx';

const State = ({ figures }: { figures: Reconciliation }) => {
  const { reconciliation, running } = useT().reportPages;
  return (
    <>
      {figures.running ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          {running}
        </Alert>
      ) : null}
      <Alert severity={figures.balanced ? 'success' : 'error'} sx={{ mb: 2 }}>
        {figures.balanced ? reconciliation.balanced : reconciliation.unbalanced}
      </Alert>
    </>
  );
};

const Refusals = ({ refusals }: Pick<Reconciliation, 'refusals'>) => {
  const { figures, refusal } = useT().reports;
  if (refusals.length === 0) return null;
  return (
    <Section title={figures.refusals}>
      <FigureTable
        heads={[figures.refusal, figures.units]}
        rows={refusals.map(({ of, units }) => [refusal[of], formatCount(units)])}
        figures={[1]}
      />
    </Section>
  );
};

/** Nothing of the product was there, came or went in the month. */
const isQuiet = (product: ReconciliationProduct): boolean =>
  [product.opening, product.received, product.closing, product.gap, product.logGap].every(
    (units) => units === 0,
  ) && product.unpaid.length === 0;

const Figures = ({ chosen }: { chosen: ChosenMonth }) => {
  const t = useT();
  const { month, institutionId } = chosen;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['reconciliations', month, institutionId],
    queryFn: ({ signal }) =>
      call('reconciliations.read', {
        params: { month },
        ...(institutionId === null ? {} : { query: { institutionId } }),
        signal,
      }),
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines />;
  if (data.products.every(isQuiet) && data.refusals.length === 0) {
    return <EmptyMessage text={t.reportPages.reconciliation.empty} />;
  }
  return (
    <>
      <State figures={data} />
      {data.products.map((product) => (
        <ProductFigures key={product.productId} product={product} />
      ))}
      <Refusals refusals={data.refusals} />
    </>
  );
};

const Content = () => {
  const { reportPages } = useT();
  const chosen = useChosenMonth();
  const { month, complete } = chosen;
  const path = `/api/v1/reconciliations/${month}`;
  return (
    <>
      <PageHead title={reportPages.reconciliation.title} help={reportPages.reconciliation.help}>
        {complete ? (
          <>
            <DownloadButton
              url={`${path}/xlsx${institutionQuery(chosen)}`}
              name={`rekonsiliasi-${month}.xlsx`}
              label={reportPages.workbook}
            />
            <DownloadButton
              url={`${path}/pdf${institutionQuery(chosen)}`}
              name={`berita-acara-rekonsiliasi-${month}.pdf`}
              label={reportPages.protocol}
            />
          </>
        ) : null}
      </PageHead>
      <MonthBar chosen={chosen} />
      {complete ? <Figures chosen={chosen} /> : <EmptyMessage text={reportPages.chooseInstitution} />}
    </>
  );
};

/** "Rekonsiliasi": a month of an institution's quota, and whether it all agrees. */
const ReconciliationPage = () => (
  <Guarded permission="reconciliations.read">
    <Content />
  </Guarded>
);
export default ReconciliationPage;
