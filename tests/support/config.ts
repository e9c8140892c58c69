import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, type Environment, loadConfig, type Part } from '#platform/config';
import { generateKeyRing } from '#platform/crypto';

const signingKey = generateKeyPairSync('ed25519').privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;

/** The key of `testPayloadKeys` as a variable. */
const payloadKeys = 'test-only:bG9rZXQtdGVzdC1vbmx5LWtleS1ub3QtYS1zZWNyZXQ=';

const ownFolders: string[] = [];
process.once('exit', () => {
  for (const folder of ownFolders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes with this process. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loket-data-'));
  ownFolders.push(folder);
  return folder;
}

/**
 * Variables with which every part starts; addresses point nowhere until the test overrides them. For child processes:
 * `{ ...process.env, ...testEnvironment({ DATABASE_URL: database.url }) }`.
 */
export function testEnvironment(overrides: Environment = {}): Record<string, string> {
  const env: Environment = {
    NODE_ENV: 'test',
    LOKET_MODE: 'demo',
    LOG_LEVEL: 'warn',
    PORT: '0',
    DATA_DIR: overrides.DATA_DIR ?? ownFolder(),
    DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none',
    MIGRATION_DATABASE_URL: 'postgresql://nobody:x@127.0.0.1:1/none',
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    PAYLOAD_KEYS: payloadKeys,
    DATA_KEYS: generateKeyRing('test-data'),
    INDEX_KEY: Buffer.alloc(32, 7).toString('base64'),
    DOCUMENT_SIGNING_KEY: signingKey.replaceAll('\n', '\\n'),
    TOTP_REQUIRED_FOR: 'none',
    // Tests move their clock; a session ends 12 hours after its login in any case.
    SESSION_IDLE_MINUTES: '720',
    AUTH_SECRET: 'test-secret-test-secret-test-secret!',
    SIMPONI_URL: 'http://127.0.0.1:1',
    SIMPONI_PASSWORD: 'simponi-demo',
    SMTP_URL: 'smtp://127.0.0.1:1',
    ...overrides,
  };
  return Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

/** A whole configuration for tests; give it variables as they would stand in the environment. */
export const testConfig = (overrides: Environment = {}, part: Part = 'api'): Config =>
  loadConfig(testEnvironment(overrides), part);
