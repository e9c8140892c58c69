import { lazy } from 'react';

export const ReconciliationPage = lazy(() => import('./ReconciliationPage.tsx'));
