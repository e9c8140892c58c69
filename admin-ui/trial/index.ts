import { lazy } from 'react';

export const TrialPage = lazy(() => import('./TrialPage.tsx'));
