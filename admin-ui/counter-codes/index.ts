import { lazy } from 'react';

export const CounterCodePage = lazy(() => import('./CounterCodePage.tsx'));
