import { lazy } from 'react';

export const reportDifferences = { list: lazy(() => import('./DifferenceList.tsx')) };
