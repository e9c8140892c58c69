import { lazy } from 'react';

export const unmatchedPayments = { list: lazy(() => import('./UnmatchedList.tsx')) };
