import { lazy } from 'react';

export const SetUpFirst = lazy(() => import('./SetUpFirst.tsx'));
export const AccountPage = lazy(() => import('./AccountPage.tsx'));
