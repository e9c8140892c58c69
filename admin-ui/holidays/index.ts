import { lazy } from 'react';

export const holidays = { list: lazy(() => import('./HolidayList.tsx')) };
