import { lazy } from 'react';

export const standingDecisions = { list: lazy(() => import('./DecisionList.tsx')) };
