import { lazy } from 'react';

export const handovers = { list: lazy(() => import('./HandoverList.tsx')) };
export const awaitingHandovers = { list: lazy(() => import('./AwaitingList.tsx')) };
