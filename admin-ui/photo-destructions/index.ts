import { lazy } from 'react';

export const photoDestructions = { list: lazy(() => import('./DestructionList.tsx')) };
