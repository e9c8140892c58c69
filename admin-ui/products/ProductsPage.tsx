import { Box, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { Product } from '#contract/orders/schemas';
import { Guarded } from '../common/Guarded.tsx';
import { PageHead } from '../common/PageHead.tsx';
import { EmptyMessage, LoadError, LoadingLines } from '../common/StateMessage.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { OrderingNotice } from './OrderingNotice.tsx';
import { ProductCard } from './ProductCard.tsx';

/** Products in the order of the API, service by service. */
export function groupByService(products: readonly Product[]): [service: string, products: Product[]][] {
  const groups = new Map<string, Product[]>();
  for (const product of products) {
    groups.set(product.serviceName, [...(groups.get(product.serviceName) ?? []), product]);
  }
  return [...groups];
}

const Products = () => {
  const t = useT();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['products'],
    queryFn: ({ signal }) => call('products.list', { signal }),
  });
  if (error && !data) return <LoadError error={error} onRetry={() => void refetch()} />;
  if (isPending) return <LoadingLines lines={6} />;
  if (data.length === 0) return <EmptyMessage text={t.console.products.empty} />;
  const sections = groupByService(data).map(([service, products]) => (
    <Box
      key={service}
      component="section"
      sx={{
        display: 'grid',
        gridTemplateRows: 'subgrid',
        gridRow: 'span 2',
        gridColumn: {
          md: `span ${Math.min(products.length, 2)}`,
          lg: `span ${Math.min(products.length, 3)}`,
        },
      }}
    >
      <Typography variant="h2" sx={{ alignSelf: 'end' }}>
        {service}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: `repeat(${Math.min(products.length, 2)}, minmax(0, 1fr))`,
            lg: `repeat(${Math.min(products.length, 3)}, minmax(0, 1fr))`,
          },
        }}
      >
        {products.map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </Box>
    </Box>
  ));
  return (
    <Box
      sx={{
        display: 'grid',
        columnGap: 2,
        rowGap: 1.25,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: 'repeat(2, minmax(0, 1fr))',
          lg: 'repeat(3, minmax(0, 1fr))',
        },
      }}
    >
      {sections}
    </Box>
  );
};

const ProductsPage = () => {
  const t = useT();
  return (
    <Guarded permission="products.read">
      <PageHead title={t.console.products.title} help={t.console.products.help} />
      <OrderingNotice />
      <Products />
    </Guarded>
  );
};
export default ProductsPage;
