import type { KeyRing } from '#platform/crypto';
import type { Logger } from '#platform/logger';
import type { Vault } from '#platform/vault';
import type { DwhPort } from '#ports/dwh/dwh-port';
import type { StoragePort } from '#ports/storage/storage-port';
import type { Database } from '#prisma/client';
import type { RequestWriting } from '#records/requests/acts';
import type { PromiseSettings } from '#records/requests/deadlines';

/** Settings that a request's workflow lives by; it gets them with its first activity and keeps them. */
export interface RequestSettings {
  /** How long one call to the DWH may take. */
  readonly dwhTimeoutMs: number;
}

/** What the acts of a request work with. */
export interface RequestActivityDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly dataKeys: KeyRing;
  /** Null where the DWH's interface is switched off. */
  readonly dwh: DwhPort | null;
  readonly storage: StoragePort;
  readonly settings: RequestSettings;
  readonly promise: PromiseSettings;
  readonly photoRetentionDays: number;
  /** Pause between two questions after a job that runs, in milliseconds. */
  readonly dwhPollMs: number;
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly log: Logger;
}

/** The part of it that records need. */
export const writingOf = (deps: RequestActivityDeps): RequestWriting => ({
  mail: { vault: deps.vault, dataKeys: deps.dataKeys, publicUrl: deps.publicUrl },
  promise: deps.promise,
  dwhOn: deps.dwh !== null,
});
