import { Alert, Button, Card, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { Product } from '#contract/orders/schemas';
import { Facts } from '../common/Facts.tsx';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { formatCount, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { OrderForm } from './OrderForm.tsx';
import { OrderingNotice } from './OrderingNotice.tsx';

const Refused = ({ product }: { product: Product }) => {
  const t = useT();
  return (
    <Alert severity="info">
      {!product.deliverable
        ? `${t.console.products.notOrderable}. ${product.undeliverableReason ?? ''}`
        : product.hasTariff
          ? t.errors.TARIFF_MISSING
          : `${t.console.products.noTariff}. ${t.console.products.noTariffHelp}`}
    </Alert>
  );
};

const Form = ({ id }: { id: string }) => {
  const t = useT();
  const product = useQuery({
    queryKey: ['products', id],
    queryFn: ({ signal }) => call('products.read', { params: { id }, signal }),
  });
  const cart = useQuery({ queryKey: ['cart'], queryFn: () => call('cart.read', {}) });
  if (product.error && !product.data) {
    return <LoadError error={product.error} onRetry={() => void product.refetch()} />;
  }
  if (product.isPending) return <LoadingLines />;
  const { data } = product;
  const inCart = cart.data?.lines.find((line) => line.productId === id);
  const { unitPrice } = data;
  return (
    <Card sx={{ p: { xs: 2, md: 3 }, maxWidth: 720 }}>
      <Typography variant="h2">{data.name}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {data.serviceName} · {data.description}
      </Typography>
      {unitPrice === null || !data.deliverable ? (
        <Refused product={data} />
      ) : (
        <>
          <Facts
            facts={[
              [
                t.console.orderForm.price,
                `${formatRupiah(unitPrice)} ${fill(t.console.products.perUnit, { unit: data.unit })}`,
              ],
              [t.console.products.article, data.tariffArticle ?? t.console.common.none],
            ]}
          />
          {inCart ? (
            <Alert severity="info" sx={{ mt: 2 }}>
              {fill(t.console.orderForm.inCart, { quantity: formatCount(inCart.quantity) })}
            </Alert>
          ) : null}
          <OrderForm key={data.id} product={{ ...data, unitPrice }} initial={inCart?.quantity ?? null} />
        </>
      )}
    </Card>
  );
};

const OrderFormPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  return (
    <Guarded permission="cart.use">
      <PageHead title={t.console.orderForm.title}>
        <Button component={Link} to="/products">
          {t.console.orderForm.back}
        </Button>
      </PageHead>
      <OrderingNotice />
      <Form id={id} />
    </Guarded>
  );
};
export default OrderFormPage;
