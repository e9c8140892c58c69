import { lazy } from 'react';

export const accessComplaints = {
  list: lazy(() => import('./ComplaintList.tsx')),
  show: lazy(() => import('./ComplaintPage.tsx')),
  recordRepresentation: 'number',
};
