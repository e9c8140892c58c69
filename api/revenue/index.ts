import { caseHandlers } from './cases.ts';
import { reportImportHandlers } from './report-imports.ts';
import { standingDecisionHandlers } from './standing-decisions.ts';
import { tariffHandlers } from './tariffs.ts';

/** SIMPONI's reports, cases, payments without an order, decisions for Rp0 products, and tariffs. */
export const revenueHandlers = [
  ...reportImportHandlers,
  ...caseHandlers,
  ...standingDecisionHandlers,
  ...tariffHandlers,
];
