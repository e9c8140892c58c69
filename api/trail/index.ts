import { proofHandlers } from './proofs.ts';
import { readingHandlers } from './read.ts';

/** "Siapa mengecek NIK saya?": the way in and the reading. */
export const trailHandlers = [...proofHandlers, ...readingHandlers];
