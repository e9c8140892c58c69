import { lazy } from 'react';

export const people = {
  list: lazy(() => import('./PeopleList.tsx')),
  show: lazy(() => import('./PersonPage.tsx')),
  recordRepresentation: 'name',
};
