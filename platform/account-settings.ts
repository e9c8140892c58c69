import { z } from 'zod';
import { setting, wholeNumber } from './setting-kinds.ts';

/** Settings of signing in. */
export const accountSettings = {
  TOTP_REQUIRED_FOR: setting({
    schema: z.string().regex(/^[a-z-]+(, *[a-z-]+)*$/),
    default: 'staff',
    expected: '`none`, `staff`, or names of roles with commas between them',
    description:
      "Whose people must sign in with a code of an authenticator app: `staff` (every role that is not an institution's), roles by name with commas, or `none`. Who must and has none yet can do nothing but set it up. `npm start` says `none` in the demo, so that its accounts stay open to everybody.",
  }),
  SESSION_IDLE_MINUTES: setting({
    ...wholeNumber(5, 720),
    default: '30',
    description:
      'Minutes without an act of the person after which a session ends; in the last one the console asks whether he is still there. Watching pages, polling and the event stream are no acts: a screen on the wall that only shows a page is signed out. In any case a session ends 12 hours after its login.',
  }),
} as const;
