import type { TwoFactorSetup } from '#contract/accounts/two-factor';
import { request } from '../data/http.ts';

/** What shows that a person himself is at the keyboard, for changes of his second factor. */
export interface Proof {
  readonly password: string;
  readonly code: string;
}

const post = async (path: string, body: object): Promise<unknown> =>
  (await request(`/api/auth/two-factor/${path}`, { method: 'POST', body: JSON.stringify(body) })).json;

/** Asks for a key for an app; with a code of the old app for another phone. */
export const beginSetUp = async ({ password, code }: Proof): Promise<TwoFactorSetup> =>
  (await post('enable', { password, ...(code === '' ? {} : { code }) })) as TwoFactorSetup;

export const confirmSetUp = (code: string): Promise<unknown> => post('confirm', { code });

export const renewBackupCodes = async (proof: Proof): Promise<readonly string[]> =>
  ((await post('backup-codes', proof)) as { backupCodes: string[] }).backupCodes;

export const switchOff = (proof: Proof): Promise<unknown> => post('disable', proof);
