import { Alert, Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { Statement } from '#contract/metering/report-schemas';
import { DownloadButton } from '../common/DownloadButton.tsx';
import { Section } from '../common/Facts.tsx';
import { FigureTable } from '../common/FigureTable.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { type ChosenMonth, institutionQuery, MonthBar, useChosenMonth } from '../common/MonthBar.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { EmptyMessage, LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { formatCount, formatInstant, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink } from '../orders/columns.tsx';

const parts = ['opening', 'ordered', 'paid', 'paidLate', 'ended', 'closing'] as const;

const Summary = ({ statement }: { statement: Statement }) => {
  const { statement: text } = useT().reports;
  return (
    <Section title={text.subject}>
      <FigureTable
        heads={[' ', text.count, text.amount]}
        rows={parts.map((part) => [
          text[part],
          formatCount(statement[part].rows.length),
          formatRupiah(statement[part].total),
        ])}
        figures={[1, 2]}
      />
      <Alert severity={statement.gap === 0 ? 'success' : 'error'} sx={{ mt: 1.5 }}>
        {statement.gap === 0 ? text.balanced : `${text.unbalanced} ${text.gap}: ${statement.gap}`}
      </Alert>
    </Section>
  );
};

const Lines = ({ statement, part }: { statement: Statement; part: (typeof parts)[number] }) => {
  const t = useT();
  const { figures, statement: text } = t.reports;
  const { rows } = statement[part];
  if (rows.length === 0) return null;
  return (
    <Section title={text[part]}>
      <FigureTable
        heads={[figures.kuitansi, text.kodeBilling, text.product, text.at, text.amount]}
        rows={rows.map((row) => [
          <KuitansiLink key="order" order={{ id: row.orderId, kuitansi: row.kuitansi }} />,
          row.kodeBilling ?? t.console.common.none,
          row.productName,
          formatInstant(row.at),
          formatRupiah(row.total),
        ])}
        keys={rows.map(({ orderId, at }) => `${orderId} ${at}`)}
        figures={[4]}
      />
    </Section>
  );
};

const Vouchers = ({ vouchers }: Pick<Statement, 'vouchers'>) => {
  const t = useT();
  const { figures, statement: text } = t.reports;
  return (
    <Section title={text.vouchers}>
      {vouchers.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{text.none}</Typography>
      ) : (
        <FigureTable
          heads={[figures.voucher, text.product, figures.ntpn, figures.grantedAt, figures.units]}
          rows={vouchers.map((row) => [
            row.number,
            row.productName,
            row.ntpn ?? t.console.common.none,
            formatInstant(row.grantedAt),
            formatCount(row.units),
          ])}
          figures={[4]}
        />
      )}
    </Section>
  );
};

const Figures = ({ chosen }: { chosen: ChosenMonth }) => {
  const t = useT();
  const { month, institutionId } = chosen;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['statements', month, institutionId],
    queryFn: ({ signal }) =>
      call('statements.read', {
        params: { month },
        ...(institutionId === null ? {} : { query: { institutionId } }),
        signal,
      }),
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines />;
  const empty = parts.every((part) => data[part].rows.length === 0) && data.vouchers.length === 0;
  if (empty) return <EmptyMessage text={t.reportPages.statement.empty} />;
  return (
    <Box>
      {data.running ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          {t.reportPages.running}
        </Alert>
      ) : null}
      <Summary statement={data} />
      {parts.map((part) => (
        <Lines key={part} statement={data} part={part} />
      ))}
      <Vouchers vouchers={data.vouchers} />
    </Box>
  );
};

const Content = () => {
  const { reportPages } = useT();
  const chosen = useChosenMonth();
  const { month, complete } = chosen;
  return (
    <>
      <PageHead title={reportPages.statement.title} help={reportPages.statement.help}>
        {complete ? (
          <DownloadButton
            url={`/api/v1/statements/${month}/pdf${institutionQuery(chosen)}`}
            name={`rekapitulasi-tagihan-${month}.pdf`}
            label={reportPages.paper}
          />
        ) : null}
      </PageHead>
      <MonthBar chosen={chosen} />
      {complete ? <Figures chosen={chosen} /> : <EmptyMessage text={reportPages.chooseInstitution} />}
    </>
  );
};

/** "Rekapitulasi Tagihan": a month of an institution's bills. */
const StatementPage = () => (
  <Guarded permission="statements.read">
    <Content />
  </Guarded>
);
export default StatementPage;
