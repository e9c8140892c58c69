import { createHmac, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError, type Environment, loadConfig } from '#platform/config';
import type { KeyRing } from '#platform/crypto';
import { Stop } from '../fail.ts';
import { runningAppUrl } from '../postgres.ts';
import { isGiven } from '../start-settings.ts';
import { readState } from '../state-file.ts';
import { runningTemporalAddress } from '../temporal-server.ts';
import type { LosableKey } from './lost-keys.ts';
import type { KeyId } from './manifest.ts';

/** The product of `npm start` as the commands around its backup see it. */
export interface Installation {
  readonly dataDir: string;
  /** The person's own settings, and the secrets that the first start made. */
  readonly env: Environment;
  readonly keys: readonly KeyId[];
  readonly filesElsewhere: boolean;
}

/**
 * Reads settings and secrets as `npm start` does, and makes none. Keys named by `lost` need not be there.
 * @throws Stop when a setting is wrong, a key is missing, or database or Temporal are not the embedded ones
 */
export function readInstallation(env: Environment, lost: readonly LosableKey[] = []): Installation {
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS'] as const) {
    if (!isGiven(env, name)) continue;
    throw new Stop(
      `${name} names a server of your own, whose files this command cannot see. Back it up with its own programs: docs/DEPLOY.md has the commands.`,
    );
  }
  const { dataDir } = read(env);
  const whole = withSecrets(env, dataDir);
  const config = read(whole);
  return {
    dataDir,
    env: whole,
    keys: orStop(() => keyIds(config, lost)),
    filesElsewhere: config.storage.url !== undefined,
  };
}

/**
 * The settings with the addresses of what `npm start` runs now, as its parts have them; servers of the person's own by the
 * addresses that he gave. @throws Stop when the product does not run
 */
export function readRunning(env: Environment): Config {
  const { dataDir } = read(env);
  const ports = readState<Record<string, number>>(join(dataDir, 'ports.json'));
  const ours: Environment = {
    DATABASE_URL: runningAppUrl(join(dataDir, 'postgres')),
    TEMPORAL_ADDRESS: runningTemporalAddress(join(dataDir, 'temporal')),
    SIMPONI_URL: ports?.simponi ? `http://127.0.0.1:${ports.simponi}` : undefined,
  };
  const whole: Record<string, string | undefined> = { ...withSecrets(env, dataDir) };
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SIMPONI_URL'] as const) {
    if (isGiven(env, name)) continue;
    if (!ours[name]) {
      throw new Stop(
        'The product does not run, and only a running one can be asked what it knows: npm start first.',
      );
    }
    whole[name] = ours[name];
  }
  return read(whole);
}

/** What the person gave comes before what the first start has made for him. */
function withSecrets(env: Environment, dataDir: string): Environment {
  const path = join(dataDir, 'secrets.json');
  const secrets = readState<Record<string, string>>(path);
  if (!secrets && existsSync(path)) throw new Stop(`${path} cannot be read. Put back a copy of it.`);
  const unset = Object.entries(secrets ?? {}).filter(([name]) => !env[name] && !env[`${name}_FILE`]);
  return { ...env, ...Object.fromEntries(unset) };
}

/** The values alone are of interest, not what a part would need. */
const read = (env: Environment): Config =>
  orStop(() => loadConfig({ ...env, LOKET_MODE: 'demo' }, 'simulator'));

function orStop<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new Stop(
      `The settings are wrong or a key is missing, so nothing was done. Put back the copy of secrets.json that belongs to the data, or set the variable:\n${error.message}`,
    );
  }
}

/** How each setting names its keys. */
const namers: readonly (readonly [setting: string, ids: (config: Config) => Omit<KeyId, 'setting'>[]])[] = [
  ['PAYLOAD_KEYS', (config) => ringIds(config.temporal.payloadKeys)],
  ['DATA_KEYS', (config) => ringIds(config.dataKeys)],
  ['INDEX_KEY', (config) => [{ id: 'index', check: checkValue(config.indexKey) }]],
  [
    'DOCUMENT_SIGNING_KEY',
    (config) => [{ id: 'signing', check: checkValue(publicHalf(config.documentSigningKey)) }],
  ],
  ['AUTH_SECRET', (config) => [{ id: 'auth', check: checkValue(Buffer.from(config.authSecret)) }]],
];

/** The keys in use, by their ids. @throws ConfigError for one that is missing and not said to be `lost` */
export const keyIds = (config: Config, lost: readonly LosableKey[] = []): KeyId[] =>
  namers.flatMap(([setting, ids]) => {
    try {
      return ids(config).map((key) => ({ setting, ...key }));
    } catch (error) {
      if (error instanceof ConfigError && lost.some((name) => name === setting)) return [];
      throw error;
    }
  });

const publicHalf = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ type: 'spki', format: 'der' }) as Buffer;

const ringIds = (ring: KeyRing): Omit<KeyId, 'setting'>[] =>
  [...ring.keys].map(([id, key]) => ({ id, check: checkValue(key) }));

/** 48 bits that tell keys apart; a key of 256 random bits is not found by them. */
const checkValue = (key: Buffer): string =>
  createHmac('sha256', key).update('loket-dukcapil: which key is this').digest('hex').slice(0, 12);
