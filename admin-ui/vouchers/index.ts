import { lazy } from 'react';

export const vouchers = {
  list: lazy(() => import('./VoucherList.tsx')),
  show: lazy(() => import('./VoucherPage.tsx')),
  recordRepresentation: 'number',
};
