import { lazy } from 'react';

export const PortalPage = lazy(() => import('./PortalPage.tsx'));
export const SearchPage = lazy(() => import('./SearchPage.tsx'));
export const CardPage = lazy(() => import('./CardPage.tsx'));
