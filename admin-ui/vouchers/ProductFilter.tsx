import { useQuery } from '@tanstack/react-query';
import { ChoiceFilter } from '../common/filters.tsx';
import { call } from '../data/call.ts';
import { useT } from '../i18n/texts.ts';
import { useMay } from '../session/me.ts';

/** Filters by product, for whoever may see products. */
export const ProductFilter = () => {
  const t = useT();
  const may = useMay('products.read');
  const products = useQuery({
    queryKey: ['products'],
    queryFn: ({ signal }) => call('products.list', { signal }),
    enabled: may,
    staleTime: 5 * 60_000,
  });
  if (!products.data) return null;
  const choices = products.data.map((product) => ({ id: product.id, name: product.name }));
  return <ChoiceFilter name="productId" label={t.console.orders.product} choices={choices} />;
};
