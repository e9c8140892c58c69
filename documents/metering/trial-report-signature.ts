import type { KeyObject } from 'node:crypto';
import { sign, verify } from '#platform/crypto';

/** What the QR of a Berita Acara PoC vouches for: that this institution has tried all that is needed. */
export interface SignedTrialReport {
  readonly code: string;
  readonly institution: string;
  /** When the last of it was first tried; ISO 8601 in UTC, cut to the second, as is `printedAt`. */
  readonly completedAt: string;
  readonly printedAt: string;
}

/** Its own purpose: no other paper's signature passes for it. */
const purpose = 'loket-dukcapil/trial-report/v1';
/** A change of the fields is a new form with a reader of its own. */
const form = 't1';

const toSeconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);
const toInstant = (seconds: unknown): string => new Date(Number(seconds) * 1000).toISOString();

/** Token of a Berita Acara: `<payload>.<Ed25519 signature>`, both base64url. Same payload and key, same token. */
export function signTrialReport(key: KeyObject, report: SignedTrialReport): string {
  const { code, institution, completedAt, printedAt } = report;
  const fields = [form, code, institution, toSeconds(completedAt), toSeconds(printedAt)];
  const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${body}.${sign(key, `${purpose}.${body}`)}`;
}

/** What the token vouches for, or null when it is not ours in every byte. Takes the private or the public key. */
export function checkTrialReport(key: KeyObject, token: string): SignedTrialReport | null {
  const [body, signature, ...rest] = token.trim().split('.');
  if (!body || !signature || rest.length > 0) return null;
  if (!verify(key, `${purpose}.${body}`, signature)) return null;
  const fields = JSON.parse(Buffer.from(body, 'base64url').toString()) as readonly unknown[];
  const [which, code, institution, completed, printed] = fields;
  if (which !== form || typeof code !== 'string' || typeof institution !== 'string') return null;
  return { code, institution, completedAt: toInstant(completed), printedAt: toInstant(printed) };
}
