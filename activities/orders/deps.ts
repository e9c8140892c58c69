import type { Logger } from '#platform/logger';
import type { SimponiPort } from '#ports/simponi/simponi-port';
import type { Database } from '#prisma/client';

/** Settings that an order's workflow lives by; it gets them with its first activity and keeps them. */
export interface OrderSettings {
  readonly paymentDays: number;
  readonly graceDays: number;
  readonly billingPatienceHours: number;
  readonly decisionRemindDays: number;
  readonly decisionEscalateDays: number;
  /** How long one call to SIMPONI may take. */
  readonly simponiTimeoutMs: number;
}

/** What the acts of an order work with. */
export interface OrderActivityDeps {
  readonly db: Database;
  readonly simponi: SimponiPort;
  readonly settings: OrderSettings;
  readonly now: () => Date;
  readonly log: Logger;
}
