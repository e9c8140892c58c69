import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { loadConfig } from '#platform/config';
import { demoSecrets } from './demo-secrets.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'secrets-'));
});

it('makes secrets that the settings accept, once, for the owner of the file alone', () => {
  const secrets = demoSecrets(dir);
  expect(demoSecrets(dir)).toEqual(secrets);
  expect(statSync(join(dir, 'secrets.json')).mode & 0o077).toBe(0);
  const rest = { DATABASE_URL: 'postgres://a:b@h/d', TEMPORAL_ADDRESS: 'h:1', SIMPONI_URL: 'http://h' };
  expect(() => loadConfig({ ...rest, ...secrets }, 'api')).not.toThrow();
});

it('does not make new keys for old data', () => {
  demoSecrets(dir);
  mkdirSync(join(dir, 'postgres/data'), { recursive: true });
  writeFileSync(join(dir, 'postgres/data/PG_VERSION'), '18');
  mkdirSync(join(dir, 'temporal'));
  rmSync(join(dir, 'secrets.json'));
  expect(() => demoSecrets(dir)).toThrow('is missing, and what');
  writeFileSync(join(dir, 'secrets.json'), '{');
  expect(() => demoSecrets(dir)).toThrow('cannot be read');
});
