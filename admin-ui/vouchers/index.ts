import { lazy } from 'react';

export const vouchers = { list: lazy(() => import('./VoucherList.tsx')), recordRepresentation: 'number' };
