import { Box, Button, Card, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { fill } from '#contract/i18n/index';
import type { Product } from '#contract/orders/schemas';
import { ToneChip } from '../common/StatusChip.tsx';
import { formatCount, formatRupiah } from '../i18n/format.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

/** Nobody can order it yet: says what is missing, to the institution also whom to ask. */
const NoTariff = () => {
  const t = useT().console.products;
  const staff = useMay('tariffs.read');
  return (
    <Box>
      <Typography sx={{ fontWeight: 700 }}>{t.noTariff}</Typography>
      <Typography variant="body2">{staff ? t.staffNoTariff : t.noTariffHelp}</Typography>
      {staff ? (
        <Button component={Link} to="/tariffs" size="small" sx={{ mt: 0.5, px: 0 }}>
          {t.openTariffs}
        </Button>
      ) : null}
    </Box>
  );
};

const Price = ({ product }: { product: Product }) => {
  const t = useT();
  const buyer = useMay('cart.use');
  if (!product.hasTariff) return <NoTariff />;
  if (product.unitPrice === null) {
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {buyer ? t.console.products.noPrice : t.console.products.staffPrice}
      </Typography>
    );
  }
  return (
    <Box>
      <Typography component="span" sx={{ fontSize: '1.25rem', fontWeight: 700 }}>
        {formatRupiah(product.unitPrice)}
      </Typography>{' '}
      <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
        {fill(t.console.products.perUnit, { unit: product.unit })}
      </Typography>
      {product.unitPrice === 0 && product.deliverable ? (
        <Typography variant="body2">{t.console.products.free}</Typography>
      ) : null}
    </Box>
  );
};

/** How it is given, where that is no lookup, and for how long it is valid. */
const Delivery = ({ product }: { product: Product }) => {
  const t = useT().deliveryPages;
  if (product.delivery === 'METERED') return null;
  const term = product.termMonths === null ? [] : [fill(t.term, { months: String(product.termMonths) })];
  return <Typography variant="body2">{[t.productDelivery[product.delivery], ...term].join(', ')}</Typography>;
};

/** One product: what it is, its price by which article, and the way to order it or why not. */
export const ProductCard = ({ product }: { product: Product }) => {
  const t = useT();
  const buyer = useMay('cart.use');
  const orderable = product.deliverable && product.unitPrice !== null;
  return (
    <Card sx={{ p: 2.25, display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.75, alignItems: 'flex-start' }}>
        <Typography variant="h3">{product.name}</Typography>
        {product.deliverable && product.hasTariff ? null : (
          <ToneChip label={t.console.products.notOrderable} tone="ended" />
        )}
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary', flex: 1 }}>
        {product.description}
      </Typography>
      <Delivery product={product} />
      <Price product={product} />
      {product.tariffArticle ? (
        <Typography sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>
          {t.console.products.article}: {product.tariffArticle}
        </Typography>
      ) : null}
      {product.deliverable ? (
        <Typography sx={{ fontSize: '0.8rem', color: 'text.secondary' }}>
          {fill(t.console.products.max, { max: `${formatCount(product.maxQuantity)} ${product.unit}` })}
        </Typography>
      ) : (
        <Typography variant="body2">{product.undeliverableReason}</Typography>
      )}
      {buyer && orderable ? (
        <Button
          component={Link}
          to={`/products/${product.id}/order`}
          variant="contained"
          sx={{ alignSelf: 'flex-start', mt: 0.5 }}
          aria-label={`${t.console.products.order} ${product.name}`}
        >
          {t.console.products.order}
        </Button>
      ) : null}
    </Card>
  );
};
