import { lazy } from 'react';

export const InstitutionPage = lazy(() => import('./InstitutionPage.tsx'));
