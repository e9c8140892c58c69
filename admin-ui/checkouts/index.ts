import { lazy } from 'react';

export const checkouts = {
  list: lazy(() => import('./CheckoutList.tsx')),
  show: lazy(() => import('./CheckoutPage.tsx')),
};
