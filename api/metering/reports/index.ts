import { accessHandlers } from './accesses.ts';
import { reconciliationHandlers } from './reconciliation.ts';
import { statementHandlers } from './statement.ts';

/** What finance, staff and auditors read of metered access. */
export const reportHandlers = [...statementHandlers, ...reconciliationHandlers, ...accessHandlers];
