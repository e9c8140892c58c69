import { requestCounterHandlers } from './counters.ts';
import { requestDetailHandlers } from './detail.ts';
import { requestListHandlers } from './list.ts';

/** What offices, the centre and the auditor do with requests. */
export const requestHandlers = [...requestListHandlers, ...requestCounterHandlers, ...requestDetailHandlers];
