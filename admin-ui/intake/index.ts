import { lazy } from 'react';

export const IntakePage = lazy(() => import('./IntakePage.tsx'));
