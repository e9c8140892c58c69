import { disclaimerHandlers } from './disclaimer.ts';
import { lookupHandlers } from './lookups.ts';
import { stateHandlers } from './state.ts';

/** The web portal: an operator's way to a person's data, by hand. */
export const portalHandlers = [...stateHandlers, ...disclaimerHandlers, ...lookupHandlers];
