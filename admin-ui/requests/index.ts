import { lazy } from 'react';

export const requests = {
  list: lazy(() => import('./RequestList.tsx')),
  show: lazy(() => import('./RequestPage.tsx')),
  recordRepresentation: 'code',
};
export const QuestionsPage = lazy(() => import('./QuestionsPage.tsx'));
