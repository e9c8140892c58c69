import { lazy } from 'react';

export const terminals = { list: lazy(() => import('./TerminalList.tsx')) };
