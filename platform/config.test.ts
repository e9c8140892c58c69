import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, type Environment, loadConfig, type Part, settings, testKeyId } from './config.ts';
import { generateKeyRing } from './crypto.ts';

const signingKey = generateKeyPairSync('ed25519').privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;

const demo: Environment = {
  DATABASE_URL: 'postgresql://loket_app:x@127.0.0.1:5432/loket',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  PAYLOAD_KEYS: generateKeyRing('p1'),
  DATA_KEYS: generateKeyRing('d1'),
  INDEX_KEY: Buffer.alloc(32, 3).toString('base64'),
  DOCUMENT_SIGNING_KEY: signingKey,
  AUTH_SECRET: 'a'.repeat(32),
  SIMPONI_URL: 'http://127.0.0.1:9000/',
  SIMPONI_PASSWORD: 'bank-secret',
  SMTP_URL: 'smtp://127.0.0.1:2525',
};

const production: Environment = {
  ...demo,
  LOKET_MODE: 'production',
  PUBLIC_URL: 'https://loket.example.go.id',
  SIMPONI_USER_ID: 'satker',
  SIMPONI_KODE_TARIF: '123456',
  SIMPONI_KODE_PP: '2023010',
  SIMPONI_KODE_LOKASI: '01',
  SIMPONI_KODE_KABKOTA: '54',
  SIMPONI_ALLOWED_SENDERS: '10.0.0.0/8',
  MAIL_FROM: 'loket@dukcapil.example',
};

/** The variables that the sentence names; fails the test when nothing was refused. */
function refused(env: Environment, part: Part): ConfigError {
  try {
    loadConfig(env, part);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('loadConfig', () => {
  it('fills in the defaults', () => {
    const config = loadConfig(demo, 'worker');
    expect(config).toMatchObject({ mode: 'demo', port: 3000, publicUrl: 'http://localhost:3000' });
    expect(config.orders).toMatchObject({ paymentDays: 7, graceDays: 14, kuitansiSeries: 'B1' });
    expect(config.simponi).toMatchObject({
      url: 'http://127.0.0.1:9000',
      kodeSatker: '664090',
      kodeAkun: '425129',
    });
    expect(config.simponi.billingPattern.test('712345678901234')).toBe(true);
    expect(config.simponi.allowedSenders.contains('::ffff:127.0.0.1')).toBe(true);
    expect(config.temporal.payloadKeys.current.id).toBe('p1');
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PAYMENT_DAYS', '0'],
    ['PAYMENT_DAYS', '1.5'],
    ['SIMPONI_KODE_SATKER', '12'],
    ['SIMPONI_BILLING_PATTERN', '('],
    ['SIMPONI_ALLOWED_SENDERS', 'everybody'],
    ['PUBLIC_URL', 'loket'],
    ['TEMPORAL_ADDRESS', 'http://x:7233'],
    ['LOKET_MODE', 'live'],
  ])('names %s when it is %j and says what is expected', (name, value) => {
    const error = refused({ ...demo, [name]: value }, 'api');
    expect(error.variables).toEqual([name]);
    expect(error.message).toContain(`${name} is ${JSON.stringify(value)}: it must be`);
  });

  it('never repeats the value of a secret', () => {
    const error = refused({ ...demo, PAYLOAD_KEYS: 'k:c2VjcmV0', AUTH_SECRET: 'hunter2' }, 'api');
    expect(error.variables).toEqual(['PAYLOAD_KEYS', 'AUTH_SECRET']);
    expect(error.message).not.toMatch(/c2VjcmV0|hunter2/);
  });

  it('asks each part only for what it needs', () => {
    expect(refused({}, 'worker').variables).toContain('SMTP_URL');
    expect(refused({}, 'api').variables).not.toContain('SMTP_URL');
    expect(refused({}, 'migrate').variables).toEqual(['MIGRATION_DATABASE_URL']);
    expect(loadConfig({}, 'simulator').simulator.notifyUrl).toContain('/webhooks/simponi');
    expect(() => loadConfig({}, 'simulator').databaseUrl).toThrow('DATABASE_URL is missing');
  });

  it("asks for WhatsApp's secrets only where it is set up, each part for its own; an empty file is none", () => {
    const url = { WHATSAPP_URL: 'https://graph.example' };
    const ofWorker = ['WHATSAPP_PHONE_NUMBER_ID', 'WHATSAPP_TOKEN'];
    const ofApi = ['WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN'];
    expect(refused({ ...demo, ...url }, 'worker').variables).toEqual(ofWorker);
    expect(refused({ ...demo, ...url }, 'api').variables).toEqual(ofApi);
    const empty = join(mkdtempSync(join(tmpdir(), 'config-')), 'empty');
    writeFileSync(empty, '\n');
    const files = { WHATSAPP_APP_SECRET_FILE: empty, WHATSAPP_VERIFY_TOKEN_FILE: empty };
    expect(loadConfig({ ...demo, ...files }, 'api').whatsapp.url).toBeUndefined();
    expect(refused({ ...demo, ...url, ...files }, 'api').variables).toEqual(ofApi);
  });

  it('asks for the token of the DWH only where its interface is switched on', () => {
    expect(loadConfig(demo, 'worker').dwh).toMatchObject({ url: undefined, pollSeconds: 5 });
    for (const part of ['api', 'worker'] as const)
      expect(refused({ ...demo, DWH_URL: 'http://dwh' }, part).variables).toEqual(['DWH_TOKEN']);
    expect(loadConfig({ ...demo, DWH_URL: 'http://dwh', DWH_TOKEN: 't' }, 'api').dwh.token).toBe('t');
  });

  it('asks for the token of SIAK only where SIAK is named', () => {
    expect(loadConfig(demo, 'api').siak).toMatchObject({ url: undefined, timeoutMs: 5_000, concurrency: 64 });
    for (const part of ['api', 'worker'] as const)
      expect(refused({ ...demo, SIAK_URL: 'http://siak' }, part).variables).toEqual(['SIAK_TOKEN']);
    expect(loadConfig({ ...demo, SIAK_URL: 'http://siak', SIAK_TOKEN: 't' }, 'api').siak.token).toBe('t');
  });

  it('takes a secret from a file, and refuses two sources', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'secret');
    writeFileSync(path, `${'b'.repeat(40)}\n`);
    const { AUTH_SECRET: _, ...rest } = demo;
    expect(loadConfig({ ...rest, AUTH_SECRET_FILE: path }, 'api').authSecret).toBe('b'.repeat(40));
    expect(refused({ ...demo, AUTH_SECRET_FILE: path }, 'api').message).toContain('both set');
    expect(refused({ ...rest, AUTH_SECRET_FILE: '/nowhere' }, 'api').message).toContain('/nowhere');
  });
});

describe('production', () => {
  it('starts when everything was decided', () => {
    expect(loadConfig(production, 'api')).toMatchObject({ mode: 'production', isDemo: false });
  });

  it.each([
    'AUTH_SECRET',
    'PAYLOAD_KEYS',
    'DATA_KEYS',
    'INDEX_KEY',
    'DOCUMENT_SIGNING_KEY',
    'DATABASE_URL',
    'PUBLIC_URL',
    'SIMPONI_KODE_TARIF',
    'SIMPONI_ALLOWED_SENDERS',
  ])('does not start without %s', (name) => {
    expect(refused({ ...production, [name]: '' }, 'api').variables).toEqual([name]);
  });

  it('refuses simulators, links to them, plain http and the key of the tests', () => {
    expect(refused(production, 'simulator').message).toContain('simulators start in demo mode only');
    // In an image made for production a simulator must be asked for by name.
    expect(refused({ NODE_ENV: 'production' }, 'simulator').variables).toEqual(['LOKET_MODE']);
    expect(loadConfig({ NODE_ENV: 'production', LOKET_MODE: 'demo' }, 'simulator').isDemo).toBe(true);
    expect(refused({ ...production, TELLER_URL: 'http://x' }, 'api').variables).toEqual(['TELLER_URL']);
    expect(refused({ ...production, PUBLIC_URL: 'http://loket.go.id' }, 'api').variables).toEqual([
      'PUBLIC_URL',
    ]);
    const testKey = generateKeyRing(testKeyId);
    expect(refused({ ...production, PAYLOAD_KEYS: testKey }, 'api').variables).toEqual(['PAYLOAD_KEYS']);
  });
});

it('describes every setting, and each default is a right value', () => {
  for (const [name, row] of Object.entries(settings)) {
    expect(row.description, name).not.toBe('');
    if ('default' in row) expect(row.schema.safeParse(row.default).success, name).toBe(true);
  }
});
