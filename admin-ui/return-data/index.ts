import { lazy } from 'react';

export const returnData = {
  list: lazy(() => import('./ReturnDataList.tsx')),
  show: lazy(() => import('./ReturnDataPage.tsx')),
};
