import { lazy } from 'react';

export const accesses = {
  list: lazy(() => import('./AccessList.tsx')),
  show: lazy(() => import('./AccessPage.tsx')),
};
