import { lazy } from 'react';

export const semesterReports = {
  list: lazy(() => import('./ReportList.tsx')),
  show: lazy(() => import('./ReportPage.tsx')),
};
