import { lazy } from 'react';

export const tariffs = { list: lazy(() => import('./TariffList.tsx')) };
