import { lazy } from 'react';

export const offices = {
  list: lazy(() => import('./OfficeList.tsx')),
  show: lazy(() => import('./OfficePage.tsx')),
  create: lazy(() => import('./OfficeCreate.tsx')),
  edit: lazy(() => import('./OfficeEdit.tsx')),
  recordRepresentation: 'name',
};
