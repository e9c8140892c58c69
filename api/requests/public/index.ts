import { trackHandlers } from './act.ts';
import { followHandlers } from './follow.ts';
import { recoverHandlers } from './recover.ts';
import { submitHandlers } from './submit.ts';

/** What citizens do without an account. */
export const publicRequestHandlers = [
  ...submitHandlers,
  ...trackHandlers,
  ...followHandlers,
  ...recoverHandlers,
];
