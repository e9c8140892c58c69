import { lazy } from 'react';

export const reportImports = { list: lazy(() => import('./ImportList.tsx')) };
