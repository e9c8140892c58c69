import { z } from 'zod';
import {
  credentialEnvironments,
  credentialProducts,
  credentialStatuses,
  registrationStatuses,
} from './codes.ts';
import { networkActions, terminalActions } from './registrations.ts';

/** Credentials, networks and terminals of an institution. Times ISO 8601 in UTC; limits in units a day (WIB). */

const instant = z.iso.datetime();
const label = z.string().trim().min(2).max(100);
const branch = z
  .string()
  .trim()
  .max(100)
  .transform((text) => (text === '' ? null : text))
  .nullable();
const note = z.string().trim().min(3).max(500);
const version = z.int();

/** Units a day; null: as many as there are. */
export const DailyLimit = z.int().min(1).max(10_000_000).nullable();

/** Longest time in hours for which a secret goes on opening beside the one that replaced it: a week. */
export const mostOverlapHours = 168;

/** Whether the reader registered it: then somebody else decides. */
const isOwn = z.boolean();
const owner = { institutionId: z.uuid(), institutionName: z.string() };

export const Credential = z.object({
  id: z.uuid(),
  ...owner,
  product: z.enum(credentialProducts),
  productName: z.string(),
  environment: z.enum(credentialEnvironments),
  /** `user_id` of the web service. */
  userId: z.string(),
  label: z.string(),
  branch: z.string().nullable(),
  dailyLimit: DailyLimit,
  /** Units of today (WIB) that count against that limit; null without one. */
  usedToday: z.int().min(0).nullable(),
  status: z.enum(credentialStatuses),
  createdByName: z.string(),
  createdAt: instant,
  rotatedAt: instant.nullable(),
  /** Until then the secret before the last rotation opens too; null when it does not any more. */
  previousUntil: instant.nullable(),
  revokedAt: instant.nullable(),
  revokedByName: z.string().nullable(),
  revokedNote: z.string().nullable(),
  lastUsedAt: instant.nullable(),
  version,
});
export type Credential = z.infer<typeof Credential>;

/** The only answer that holds the secret; only its hash is kept. */
export const CredentialWithSecret = Credential.extend({ secret: z.string() });
export type CredentialWithSecret = z.infer<typeof CredentialWithSecret>;

const changeable = { label, branch: branch.default(null), dailyLimit: DailyLimit.default(null) };

export const CredentialInput = z
  .object({
    product: z.enum(credentialProducts),
    environment: z.enum(credentialEnvironments),
    ...changeable,
  })
  .strict();
export type CredentialInput = z.output<typeof CredentialInput>;

/** `version` is the one that was seen: a change in between is refused, nothing is overwritten. */
export const CredentialUpdate = z.object({ ...changeable, version }).strict();
export type CredentialUpdate = z.output<typeof CredentialUpdate>;

export const RotationInput = z
  .object({ version, overlapHours: z.int().min(0).max(mostOverlapHours).default(24) })
  .strict();

export const RevocationInput = z.object({ version, note }).strict();

const decision = {
  status: z.enum(registrationStatuses),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionNote: z.string().nullable(),
};

export const Network = z.object({
  id: z.uuid(),
  ...owner,
  /** In one spelling: `203.0.113.0/24`, `2001:db8::/48`. */
  cidr: z.string(),
  label: z.string(),
  ...decision,
  blockedByStaff: z.boolean(),
  requestedByName: z.string(),
  requestedAt: instant,
  isOwn,
  /** Institutions that registered the same network, this one included; null for people of an institution. */
  sharedBy: z.int().nullable(),
  /** What the reader may decide now. */
  actions: z.array(z.enum(networkActions)),
  version,
});
export type Network = z.infer<typeof Network>;

export const NetworkInput = z.object({ cidr: z.string().trim().min(2).max(60), label }).strict();

export const NetworkDecision = z
  .object({ action: z.enum(networkActions), version, note: note.optional() })
  .strict();

export const Terminal = z.object({
  id: z.uuid(),
  ...owner,
  name: z.string(),
  branch: z.string().nullable(),
  ...decision,
  registeredByName: z.string(),
  registeredAt: instant,
  isOwn,
  lastSeenAt: instant.nullable(),
  actions: z.array(z.enum(terminalActions)),
  version,
});
export type Terminal = z.infer<typeof Terminal>;

export const TerminalInput = z.object({ name: label, branch: branch.default(null) }).strict();
export type TerminalInput = z.output<typeof TerminalInput>;

export const TerminalDecision = z
  .object({ action: z.enum(terminalActions), version, note: note.optional() })
  .strict();

/** The browser that asks, as its institution knows it; null: it is not registered there. */
export const OwnTerminal = z.object({
  terminal: Terminal.nullable(),
  /** The address that it comes from, as we see it. */
  address: z.string().nullable(),
  addressAllowed: z.boolean(),
});
export type OwnTerminal = z.infer<typeof OwnTerminal>;
