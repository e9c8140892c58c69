import { lazy } from 'react';

export const credentials = { list: lazy(() => import('./CredentialList.tsx')) };
