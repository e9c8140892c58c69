import { lazy } from 'react';

export const orders = {
  list: lazy(() => import('./OrderList.tsx')),
  show: lazy(() => import('./OrderPage.tsx')),
  recordRepresentation: 'kuitansi',
};
export const TroubledPage = lazy(() => import('./TroubledPage.tsx'));
export const DecisionsPage = lazy(() => import('./DecisionsPage.tsx'));
