import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyRing, randomToken } from '#platform/crypto';
import { Stop } from './fail.ts';
import { writeState } from './state-file.ts';

export type Secrets = Readonly<Record<string, string>>;

const makers: Readonly<Record<string, () => string>> = {
  PAYLOAD_KEYS: () => generateKeyRing('demo-1'),
  DATA_KEYS: () => generateKeyRing('demo-1'),
  INDEX_KEY: () => randomBytes(32).toString('base64'),
  DOCUMENT_SIGNING_KEY: () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  AUTH_SECRET: () => randomToken(48),
  SIMPONI_PASSWORD: () => randomToken(18),
  DWH_TOKEN: () => randomToken(18),
  SIAK_TOKEN: () => randomToken(18),
  WHATSAPP_TOKEN: () => randomToken(18),
  WHATSAPP_APP_SECRET: () => randomToken(18),
  WHATSAPP_VERIFY_TOKEN: () => randomToken(18),
};

/**
 * The demo's own secrets, made once per data folder and kept in `secrets.json` (readable by its owner only).
 * @throws Stop when the file is gone or broken while data exists that only it can open
 */
export function demoSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  const kept = readSecrets(path, dataDir);
  const missing = Object.keys(makers).filter((name) => !kept[name]);
  if (missing.length === 0) return kept;
  const all = { ...kept, ...Object.fromEntries(missing.map((name) => [name, makers[name]?.() ?? ''])) };
  writeState(path, all);
  return all;
}

function readSecrets(path: string, dataDir: string): Secrets {
  if (existsSync(path)) {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Secrets;
    } catch {
      throw new Stop(`${path} cannot be read. Put back a copy of it, or move ${dataDir} away to begin anew.`);
    }
  }
  if (existsSync(join(dataDir, 'postgres', 'data', 'PG_VERSION')) && existsSync(join(dataDir, 'temporal'))) {
    throw new Stop(
      `${path} is missing, and what ${dataDir} holds was encrypted with its keys. Put the file back, or move ${dataDir} away to begin anew.`,
    );
  }
  return {};
}
