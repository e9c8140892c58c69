import { requestActHandlers } from './acts.ts';
import { requestBatchHandlers } from './batch.ts';
import { requestCounterHandlers } from './counters.ts';
import { requestDeskHandlers } from './desk.ts';
import { requestDetailHandlers } from './detail.ts';
import { intakeHandlers } from './intake.ts';
import { requestListHandlers } from './list.ts';
import { lookupHandlers } from './lookups.ts';
import { requestOversightHandlers } from './oversight.ts';
import { requestPersonalHandlers } from './personal.ts';
import { receiptHandlers } from './receipt.ts';

/** What offices, the centre and the auditor do with requests. */
export const requestHandlers = [
  ...requestListHandlers,
  ...requestCounterHandlers,
  ...requestDetailHandlers,
  ...requestActHandlers,
  ...requestBatchHandlers,
  ...requestDeskHandlers,
  ...requestPersonalHandlers,
  ...requestOversightHandlers,
  ...intakeHandlers,
  ...receiptHandlers,
  ...lookupHandlers,
];
