import { lazy } from 'react';

export const StatementPage = lazy(() => import('./StatementPage.tsx'));
