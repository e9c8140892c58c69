import { totpCode, totpStepAt } from '#platform/totp';
import { type Caller, cookieOf } from './call.ts';

/** What an authenticator app shows for a key, `steps` of 30 seconds from now. */
export const appCodeOf = (key: string, steps = 0): string => appCodeAt(key, totpStepAt(Date.now()) + steps);

/** What it shows in a step of 30 seconds since 1970. */
export const appCodeAt = (key: string, step: number): string => totpCode(fromBase32(key), step);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes of a key as it is typed into an app. */
export function fromBase32(key: string): Buffer {
  const bits = [...key].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export interface Enrolled {
  /** Base32. */
  readonly key: string;
  readonly backupCodes: readonly string[];
  /** Of the session in which it was set up. */
  readonly cookie: string;
  /** That session's cookie as it was before. */
  readonly before: string;
}

/** Signs somebody in by his password and sets up an app; its present code is used up by that. */
export async function enrolApp(api: Caller, email: string, password: string): Promise<Enrolled> {
  const before = await api.signIn(email, password);
  const options = { cookie: before };
  const setup = await api.call('POST', '/api/auth/two-factor/enable', { ...options, body: { password } });
  if (setup.status !== 200) throw new Error(`set-up of ${email}: ${setup.status} ${setup.text}`);
  const { key, backupCodes } = setup.body as { key: string; backupCodes: string[] };
  const body = { code: appCodeOf(key) };
  const confirmed = await api.call('POST', '/api/auth/two-factor/confirm', { ...options, body });
  if (confirmed.status !== 200) throw new Error(`first code of ${email}: ${confirmed.text}`);
  return { key, backupCodes, before, cookie: cookieOf(confirmed) };
}
