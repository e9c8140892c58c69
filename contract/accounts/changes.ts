import type { AuditEvent } from '../audit/events.ts';

/**
 * Changes of how somebody signs in, by their names in the audit trail. Their owner is told of each by mail, so that one
 * that is not his does not stay unseen (OWASP ASVS 4.0.3, 2.2.3).
 */
export const accountChanges = [
  'PASSWORD_CHANGED',
  'PASSWORD_RESET',
  'TWO_FACTOR_ENABLED',
  'TWO_FACTOR_REPLACED',
  'TWO_FACTOR_DISABLED',
  'BACKUP_CODES_RENEWED',
] as const satisfies readonly AuditEvent[];
export type AccountChange = (typeof accountChanges)[number];
