import { Box, Button, Table, TableBody, TableCell, TableContainer, TableRow } from '@mui/material';
import { Link, useParams } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { Checkout } from '#contract/orders/schemas';
import { Facts, Section } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { Words } from '../common/Words.tsx';
import { useDetail } from '../data/useDetail.ts';
import { formatCount, formatInstant, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { KuitansiLink } from '../orders/columns.tsx';
import { CheckoutActions } from './CheckoutActions.tsx';
import { CheckoutStatusChip } from './CheckoutList.tsx';

const Lines = ({ checkout }: { checkout: Checkout }) => (
  <TableContainer>
    <Table size="small">
      <TableBody>
        {checkout.lines.map((line) => (
          <TableRow key={`${line.productName}-${line.quantity}`}>
            <TableCell>
              <strong>{line.productName}</strong>
              <Box sx={{ color: 'text.secondary' }}>{line.serviceName}</Box>
            </TableCell>
            <TableCell align="right">
              {formatCount(line.quantity)} × {formatRupiah(line.unitPrice)}
            </TableCell>
            <TableCell align="right">
              <strong>{formatRupiah(line.total)}</strong>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </TableContainer>
);

const Detail = ({ checkout }: { checkout: Checkout }) => {
  const t = useT();
  const { columns } = t.console.checkouts;
  return (
    <>
      <CheckoutActions checkout={checkout} />
      <Section title={t.console.checkouts.lines}>
        <Lines checkout={checkout} />
      </Section>
      <Section title={t.console.checkouts.showTitle}>
        <Facts
          facts={[
            [columns.user, checkout.institutionName],
            [columns.by, checkout.submittedByName],
            [columns.submitted, formatInstant(checkout.submittedAt)],
            [columns.total, formatRupiah(checkout.total)],
            [t.console.detail.words, <Words key="words" amount={checkout.total} />],
            ...(checkout.decidedByName && checkout.decidedAt
              ? ([
                  [
                    columns.status,
                    fill(t.console.checkouts.decided, {
                      name: checkout.decidedByName,
                      time: formatInstant(checkout.decidedAt),
                    }),
                  ],
                ] as const)
              : []),
            ...(checkout.note ? ([[t.console.common.note, checkout.note]] as const) : []),
          ]}
        />
      </Section>
      {checkout.orders.length > 0 ? (
        <Section title={t.console.checkouts.orders}>
          {checkout.orders.map((order) => (
            <KuitansiLink key={order.id} order={order} />
          ))}
        </Section>
      ) : null}
    </>
  );
};

const Content = ({ id }: { id: string }) => {
  const t = useT();
  const { data, error, isPending, refetch } = useDetail<Checkout>('checkouts', id);
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending || !data) return <LoadingLines />;
  return (
    <>
      <PageHead title={t.console.checkouts.showTitle}>
        <CheckoutStatusChip checkout={data} />
        <Button component={Link} to="/checkouts">
          {t.console.checkouts.title}
        </Button>
      </PageHead>
      <Detail checkout={data} />
    </>
  );
};

const CheckoutPage = () => {
  const { id = '' } = useParams();
  return (
    <Guarded permission="checkouts.read">
      <Content id={id} />
    </Guarded>
  );
};
export default CheckoutPage;
