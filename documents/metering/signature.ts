import type { KeyObject } from 'node:crypto';
import { sign, verify } from '#platform/crypto';

/** One product of a signed month. */
export interface SignedBalance {
  readonly product: string;
  readonly opening: number;
  readonly received: number;
  /** Used, handed over and lapsed. */
  readonly taken: number;
  readonly closing: number;
}

/** What the QR of a Berita Acara Rekonsiliasi vouches for: whose month, and its balances. */
export interface SignedReconciliation {
  readonly month: string;
  readonly institution: string;
  readonly balances: readonly SignedBalance[];
  /** ISO 8601 in UTC, cut to the second. */
  readonly printedAt: string;
}

/** Under a purpose of its own: no other paper can pass for it. */
const purpose = 'loket-dukcapil/reconciliation/v1';
/** A change of the fields is a new form with a reader of its own. */
const form = 'm1';

/** Token of a paper: `<payload>.<Ed25519 signature>`, both base64url. Same payload and key, same token. */
export function signReconciliation(key: KeyObject, paper: SignedReconciliation): string {
  const { month, institution, balances, printedAt } = paper;
  const rows = balances.map((row) => [row.product, row.opening, row.received, row.taken, row.closing]);
  const fields = [form, month, institution, rows, Math.floor(Date.parse(printedAt) / 1000)];
  const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${body}.${sign(key, `${purpose}.${body}`)}`;
}

/** What the token vouches for, or null when it is not ours in every byte. Takes the private or the public key. */
export function checkReconciliation(key: KeyObject, token: string): SignedReconciliation | null {
  const [body, signature, ...rest] = token.trim().split('.');
  if (!body || !signature || rest.length > 0) return null;
  if (!verify(key, `${purpose}.${body}`, signature)) return null;
  const fields = JSON.parse(Buffer.from(body, 'base64url').toString()) as readonly unknown[];
  const [which, month, institution, rows, printed] = fields;
  if (which !== form || typeof month !== 'string' || typeof institution !== 'string') return null;
  return {
    month,
    institution,
    balances: (rows as [string, number, number, number, number][]).map(
      ([product, opening, received, taken, closing]) => ({ product, opening, received, taken, closing }),
    ),
    printedAt: new Date(Number(printed) * 1000).toISOString(),
  };
}
