import { credentialHandlers } from './credentials.ts';
import { networkHandlers } from './networks.ts';
import { terminalHandlers } from './terminals.ts';

/** "Manajemen Terminal": credentials, networks and devices. */
export const manageHandlers = [...credentialHandlers, ...networkHandlers, ...terminalHandlers];
