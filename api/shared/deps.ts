import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Role } from '#contract/access/roles';
import type { MatchingActRequest, MatchingActResult } from '#contract/metering/matching/messages';
import type { OrderActRequest, OrderActResult } from '#contract/orders/messages';
import type { RequestActRequest, RequestActResult } from '#contract/requests/messages';
import type { Zone } from '#contract/shared/zones';
import type { Config } from '#platform/config';
import type { Logger } from '#platform/logger';
import type { Metrics } from '#platform/metrics';
import type { Vault } from '#platform/vault';
import type { DwhPort } from '#ports/dwh/dwh-port';
import type { SiakPort } from '#ports/siak/siak-port';
import type { SimponiPort } from '#ports/simponi/simponi-port';
import type { StoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import type { Meter } from '#records/metering/meter';

/** The signed-in person of one request, as the session's row and the roles stood when it arrived. */
export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The name of the institution or office, or the staff member's unit: printed in histories. */
  readonly unit: string;
  readonly roles: readonly Role[];
  readonly institutionId: string | null;
  /** Of people of a Dinas, and null for everybody else: the scope of what they see. */
  readonly officeId: string | null;
  /** The office's zone; null without an office. */
  readonly officeZone: Zone | null;
  /** He signs in with a code after his password. */
  readonly twoFactor: boolean;
  /** One of his roles must (`TOTP_REQUIRED_FOR`). */
  readonly twoFactorRequired: boolean;
  readonly sessionId: string;
}

/** Sessions. `handle` serves the open endpoints below `/api/auth`. */
export interface AuthGateway {
  /** Null: no session, an ended one, or a person who was disabled. Throws when the database does not answer. */
  resolveSession(request: IncomingMessage): Promise<SignedIn | null>;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** There is no running workflow for the order or request: not started yet, or closed. */
export class WorkflowGone extends Error {
  override readonly name = 'WorkflowGone';
}

/** The only way from the API to a workflow. */
export interface TemporalGateway {
  /**
   * Takes a person's act to the order's workflow (Update id = intent id).
   * Throws the workflow's refusal as `AppError`, `WorkflowGone` when no workflow can take it, and
   * `WORKFLOW_UNAVAILABLE` when no answer came within `withinMs`.
   */
  act(orderId: string, request: OrderActRequest, withinMs: number): Promise<OrderActResult>;
  /** Likewise an act on a synchronisation request, or on one of its steps. */
  actOnRequest(requestId: string, request: RequestActRequest, withinMs: number): Promise<RequestActResult>;
  /** Likewise an act on a matching job. */
  actOnMatching(jobId: string, request: MatchingActRequest, withinMs: number): Promise<MatchingActResult>;
  isReachable(): Promise<boolean>;
}

/** An order reads differently now. */
export interface OrderChanged {
  readonly orderId: string;
  readonly institutionId: string;
  readonly status: string;
}

/** A synchronisation request reads differently now. */
export interface RequestChanged {
  readonly requestId: string;
  /** The office where it stands now. */
  readonly officeId: string;
  readonly status: string;
}

/** Changes of all orders and requests as Postgres announces them, whichever process made them. */
export interface LiveEvents {
  /** Returns what ends the listening. `onBreak` is called when changes may have been missed, or at the end. */
  listen(listener: {
    onOrder: (change: OrderChanged) => void;
    onRequest: (change: RequestChanged) => void;
    onBreak: () => void;
  }): () => void;
}

/** What every handler may use. Built once in `main.ts`, by tests with their own parts. */
export interface ApiDeps {
  readonly config: Config;
  readonly db: Database;
  /** Opens and seals the personal data of requests. */
  readonly vault: Vault;
  readonly temporal: TemporalGateway;
  /** Metered access: debits and logs. */
  readonly meter: Meter;
  readonly ports: {
    readonly simponi: SimponiPort;
    readonly storage: StoragePort;
    /** Null where the DWH's interface is switched off: people work by hand. */
    readonly dwh: DwhPort | null;
    /** Null where SIAK is not set up: no NIK can be looked up. */
    readonly siak: SiakPort | null;
  };
  readonly auth: AuthGateway;
  readonly events: LiveEvents;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: () => Date;
}
