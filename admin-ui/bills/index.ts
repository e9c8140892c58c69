import { lazy } from 'react';

export const BillsPage = lazy(() => import('./BillsPage.tsx'));
