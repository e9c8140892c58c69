import { lazy } from 'react';

export const AccountPage = lazy(() => import('./AccountPage.tsx'));
