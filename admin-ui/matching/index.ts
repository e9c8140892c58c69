import { lazy } from 'react';

export const matchingJobs = { list: lazy(() => import('./MatchingList.tsx')) };
