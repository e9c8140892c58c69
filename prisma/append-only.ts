/**
 * Tables that the application's role may read and add to, and never change: audit, history and ledger. Migrations
 * grant by this list, `/readyz` checks by it.
 */
export const appendOnlyTables = [
  'audit_entry',
  'order_history',
  'ledger_transaction',
  'ledger_entry',
  'request_history',
  'request_step_history',
  'dwh_reading',
  'access_log',
  'handover',
  'handover_reversal',
  'semester_report_history',
  'access_complaint_history',
  'portal_disclaimer',
  'matching_history',
] as const;

/** The role of api and worker; it owns nothing. */
export const applicationRole = 'loket_app';
