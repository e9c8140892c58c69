import { lazy } from 'react';

export const networks = { list: lazy(() => import('./NetworkList.tsx')) };
