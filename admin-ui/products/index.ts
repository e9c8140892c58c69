import { lazy } from 'react';

export const ProductsPage = lazy(() => import('./ProductsPage.tsx'));
export const OrderFormPage = lazy(() => import('./OrderFormPage.tsx'));
