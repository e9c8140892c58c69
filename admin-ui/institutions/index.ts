import { lazy } from 'react';

export const institutions = {
  list: lazy(() => import('./InstitutionList.tsx')),
  show: lazy(() => import('./InstitutionPage.tsx')),
  create: lazy(() => import('./InstitutionCreate.tsx')),
  edit: lazy(() => import('./InstitutionEdit.tsx')),
  recordRepresentation: 'name',
};
