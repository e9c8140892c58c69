import { caseHandlers } from './cases.ts';
import { reportImportHandlers } from './report-imports.ts';
import { standingDecisionHandlers } from './standing-decisions.ts';

/** SIMPONI's reports, cases, payments without an order, and decisions for Rp0 products. */
export const revenueHandlers = [...reportImportHandlers, ...caseHandlers, ...standingDecisionHandlers];
