import { lazy } from 'react';

export const CartPage = lazy(() => import('./CartPage.tsx'));
