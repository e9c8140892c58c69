import { meHandlers } from './me.ts';
import { peopleHandlers } from './people.ts';
import { publicAccountHandlers } from './public.ts';

export { announceSetup } from './announce-setup.ts';

/** Who is signed in, people and invitations, the first administrator. */
export const accountHandlers = [...publicAccountHandlers, ...meHandlers, ...peopleHandlers];
