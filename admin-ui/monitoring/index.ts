import { lazy } from 'react';

export const MonitoringPage = lazy(() => import('./MonitoringPage.tsx'));
export const RefusalsPage = lazy(() => import('./RefusalsPage.tsx'));
