import { timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { productOfMethod } from '#contract/metering/charging';
import type { AccessMethod, AccessRefusalReason } from '#contract/metering/codes';
import { whyNoAccess } from '#contract/metering/eligibility';
import { isAgreementActive } from '#contract/orders/eligibility';
import { dayKey } from '#platform/clock';
import { sha256 } from '#platform/crypto';
import { readServiceClient, type ServiceClient } from '#records/metering/service-clients';
import type { ApiDeps } from '../../shared/deps.ts';
import { isStorable } from '../../shared/storable.ts';

/**
 * How long a client's rows are believed. With the time of reading them, a suspension, a revocation or a blocked network
 * is obeyed within 5 s; a PKS ends at midnight WIB to the moment, since its days are compared at each call.
 */
export const clientAgeMs = 3_000;

/** What a call shows of itself. */
export interface ServiceCaller {
  readonly userId: string;
  readonly secret: string;
  /** The caller's address, proxies honoured as configured; never what he says of it. */
  readonly address: string;
  readonly method: AccessMethod;
  /** The institution's code as the path names it; null where no path does. */
  readonly institutionCode: string | null;
}

export type Admission =
  | { readonly admitted: true; readonly client: ServiceClient }
  | {
      readonly admitted: false;
      readonly reason: AccessRefusalReason;
      /** Whom the call named, for the count of refusals; with `WRONG_SECRET` it did not show that it is he. */
      readonly client: ServiceClient | null;
    };

export interface Guard {
  /** Whether a call may go on. Nothing of a person was read before, and nothing is told that only a client may know. */
  admit(caller: ServiceCaller): Promise<Admission>;
}

/**
 * Lets programs of institutions in. The secret is 32 random bytes, so one SHA-256 keeps it: a password hash would cost
 * each call more than the lookup, and protect nothing. Guessing it is hopeless, so wrong secrets lock nobody out; they
 * are counted. Limits act on a credential alone, never on an address: fifty institutions may call from one.
 */
export function createGuard({ db, config, now }: Pick<ApiDeps, 'db' | 'config' | 'now'>): Guard {
  const clients = new LRUCache<string, { readonly client: ServiceClient | null }>({
    max: 20_000,
    ttl: clientAgeMs,
    fetchMethod: async (userId) => ({ client: await readServiceClient(db, userId) }),
  });
  const limiter = new RateLimiterMemory({ points: config.metering.callsPerSecond, duration: 1 });

  async function admit(caller: ServiceCaller): Promise<Admission> {
    const found = couldBeOne(caller.userId) ? await clients.fetch(caller.userId) : undefined;
    const client = found?.client ?? null;
    if (!client || !opens(client, caller.secret, now())) return refuse('WRONG_SECRET', client);
    const reason = whyNot(client, caller, now());
    if (reason) return refuse(reason, client);
    const within = await limiter.consume(client.credentialId).then(
      () => true,
      () => false,
    );
    return within ? { admitted: true, client } : refuse('RATE_LIMITED', client);
  }
  return { admit };
}

/** What nobody can be called is not looked up: PostgreSQL refuses some texts, and that would be a fault of ours. */
const couldBeOne = (userId: string): boolean => userId.length <= 100 && isStorable(userId);

const refuse = (reason: AccessRefusalReason, client: ServiceClient | null): Admission => ({
  admitted: false,
  reason,
  client,
});

function whyNot(client: ServiceClient, caller: ServiceCaller, now: Date): AccessRefusalReason | null {
  const { institution } = client;
  if (caller.institutionCode !== null && !sameCode(caller.institutionCode, institution.code)) {
    return 'FOREIGN_INSTITUTION';
  }
  if (client.revoked) return 'CREDENTIAL_REVOKED';
  if (!institution.networks.contains(caller.address)) return 'ADDRESS_NOT_ALLOWED';
  if (productOfMethod[caller.method] !== client.productCode) return 'METHOD_NOT_ALLOWED';
  const today = dayKey(now);
  const bar = whyNoAccess({
    today,
    suspended: institution.suspended,
    agreement: institution.agreements.find((each) => isAgreementActive(each, today)) ?? null,
    technicalGuideDone:
      institution.technicalGuideDoneOn !== null && institution.technicalGuideDoneOn <= today,
  });
  if (bar) return bar;
  return client.environment === 'PRODUKSI' && !institution.productionOpen ? 'PRODUCTION_NOT_OPEN' : null;
}

const sameCode = (left: string, right: string): boolean => left.toUpperCase() === right.toUpperCase();

/** The present secret, or the one before it while both hold. */
function opens(client: ServiceClient, secret: string, now: Date): boolean {
  const hash = sha256(secret);
  if (equal(hash, client.secretHash)) return true;
  const { previousSecretHash, previousUntil } = client;
  return (
    previousSecretHash !== null &&
    previousUntil !== null &&
    previousUntil > now &&
    equal(hash, previousSecretHash)
  );
}

const equal = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
