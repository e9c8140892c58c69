import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '#prisma/client';
import { type Postgres, startPostgres } from '../../scripts/lib/postgres.ts';
import { freePort } from '../../scripts/lib/processes.ts';
import { eventually } from '../support/eventually.ts';
import { createTestTemporal, type TestTemporal } from '../support/temporal.ts';
import { readComposeFile, root } from './compose-file.ts';

/**
 * Our own services of docker-compose.yml as plain processes: the image's commands, with the settings and the secret
 * files that the compose file gives them, in production mode, on a PostgreSQL that nobody has prepared.
 */
const compose = readComposeFile('production');
const run = promisify(execFile);

let dir: string;
let secrets: string;
let postgres: Postgres;
let temporal: TestTemporal;
let port: number;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'loket-deploy-'));
  secrets = join(dir, 'secrets');
  [postgres, temporal, port] = await Promise.all([
    startPostgres({ dir: join(dir, 'postgres') }),
    createTestTemporal(),
    freePort(),
  ]);
  // The server has its administrator already; everything else is made by the script.
  mkdirSync(secrets);
  writeFileSync(join(secrets, 'admin_database_url'), postgres.superuserUrl);
  writeFileSync(join(secrets, 'postgres_password'), new URL(postgres.superuserUrl).password);
});
afterAll(async () => {
  await temporal?.close();
  await postgres?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const makeSecrets = (...more: string[]) =>
  run(
    process.execPath,
    ['deploy/make-secrets.mjs', '--dir', secrets, '--postgres', `127.0.0.1:${postgres.port}`, ...more],
    {
      cwd: root,
    },
  );

/** The environment that the compose file gives a service, with this test's addresses. */
function environmentOf(service: string): Record<string, string> {
  const described = compose.services[service]?.environment ?? {};
  const given = Object.entries(described).map(([name, value]) => [
    name,
    String(value ?? '').replace('/run/secrets', secrets),
  ]);
  return {
    PATH: process.env['PATH'] ?? '',
    ...(Object.fromEntries(given) as Record<string, string>),
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: join(dir, 'data'),
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
  };
}

const commandOf = (service: string): string[] => [
  join(root, 'deploy/entrypoint.sh'),
  ...(compose.services[service]?.command ?? []),
];

const runToItsEnd = (service: string) =>
  run('sh', commandOf(service), { env: environmentOf(service), timeout: 120_000 });

function start(service: string): { child: ChildProcess; output: () => string } {
  const child = spawn('sh', commandOf(service), {
    env: environmentOf(service),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return { child, output: () => output };
}

const isWell = (part: string) =>
  run(process.execPath, ['deploy/health.mjs', part], { cwd: root, env: environmentOf(part) });

describe('make-secrets', () => {
  it('makes every file that the compose file hands out, and says which it cannot make', async () => {
    const { stdout } = await makeSecrets();
    expect(stdout).toContain('MISSING simponi_password');
    expect(stdout).toContain('MISSING smtp_url');
    writeFileSync(join(secrets, 'simponi_password'), 'from-the-ministry');
    writeFileSync(join(secrets, 'smtp_url'), 'smtp://user:password@mail.example.go.id:587');
    for (const [name, setting] of [
      ['dwh_token', 'DWH_URL'],
      ['siak_token', 'SIAK_URL'],
      ['whatsapp_token', 'WHATSAPP_URL'],
      ['whatsapp_app_secret', 'WHATSAPP_URL'],
    ] as const) {
      expect(stdout).toContain(`empty   ${name}: fill it in when ${setting} is set`);
      expect(readFileSync(join(secrets, name), 'utf8').trim()).toBe('');
      writeFileSync(join(secrets, name), `${name}-of-its-owner`);
    }
    for (const name of Object.keys(compose.secrets))
      expect(statSync(join(secrets, name)).size, name).toBeGreaterThan(8);
    // The folder is closed; the containers' users, who are not its owner, get at the files by their mounts.
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    expect(statSync(join(secrets, 'auth_secret')).mode & 0o777).toBe(0o444);
    for (const name of Object.keys(compose.secrets)) {
      const secret = readFileSync(join(secrets, name), 'utf8').trim();
      expect(stdout.includes(secret), name).toBe(false);
    }
  });

  it('changes nothing when it is run again', async () => {
    const read = () => Object.keys(compose.secrets).map((name) => readFileSync(join(secrets, name), 'utf8'));
    const before = read();
    const { stdout } = await makeSecrets();
    expect(stdout).not.toMatch(/^made/m);
    expect(read()).toEqual(before);
  });

  it('does not make a new password for a database whose old one was lost', async () => {
    const half = join(dir, 'half');
    mkdirSync(half);
    writeFileSync(join(half, 'postgres_password'), 'old');
    await expect(
      run(process.execPath, ['deploy/make-secrets.mjs', '--dir', half], { cwd: root }),
    ).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Restore the other from your backup'),
    });
  });
});

describe('the commands of the image, in production mode', () => {
  it.each(['first', 'second'])('prepare, migrate and seed on the %s start', async () => {
    for (const service of ['prepare-database', 'migrate', 'seed']) await runToItsEnd(service);
    const db = createDatabase(readFileSync(join(secrets, 'database_url'), 'utf8').trim(), { poolSize: 1 });
    try {
      expect(await db.product.count()).toBe(7);
      expect(await db.user.count()).toBe(0);
      expect(await db.institution.count()).toBe(0);
    } finally {
      await db.$disconnect();
    }
  });

  it('takes a changed password from its secret file', async () => {
    const file = join(secrets, 'database_url');
    const url = new URL(readFileSync(file, 'utf8').trim());
    url.password = 'another-password';
    writeFileSync(`${file}.new`, url.href);
    rmSync(file);
    writeFileSync(file, readFileSync(`${file}.new`));
    await runToItsEnd('prepare-database');
    const db = createDatabase(url.href, { poolSize: 1 });
    expect(await db.product.count()).toBe(7);
    await db.$disconnect();
  });

  it('serve until /readyz says 200, are called well by their health checks, and end on SIGTERM', async () => {
    const [api, worker] = [start('api'), start('worker')];
    try {
      await eventually(
        async () => {
          if (api.child.exitCode !== null) return true;
          return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
        },
        { withinMs: 60_000, everyMs: 200 },
      );
      expect(api.child.exitCode, api.output()).toBeNull();
      await isWell('api');
      await eventually(() => isWell('worker').then(() => true), { withinMs: 60_000, everyMs: 500 });

      const info = await fetch(`http://127.0.0.1:${port}/api/v1/public/app`);
      expect(await info.json()).toMatchObject({
        mode: 'production',
        setupNeeded: true,
        demo: { tellerUrl: null, inboxUrl: null, phoneUrl: null, accounts: [] },
      });
      for (const { child, output } of [api, worker]) {
        child.kill('SIGTERM');
        if (child.exitCode === null) await once(child, 'exit');
        expect(child.exitCode, output()).toBe(0);
      }
      await expect(isWell('api')).rejects.toMatchObject({ code: 1 });
    } finally {
      for (const { child } of [api, worker]) child.kill('SIGKILL');
    }
  });

  it('refuses to pretend payments in production', async () => {
    const env = { ...environmentOf('simulator-simponi'), LOKET_MODE: 'production', SIMULATOR_PORT: '0' };
    await expect(run('sh', commandOf('simulator-simponi'), { env, timeout: 60_000 })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('simulators start in demo mode only'),
    });
  });

  it('names a command that the image does not have', async () => {
    const started = run('sh', [join(root, 'deploy/entrypoint.sh'), 'no-such-command']);
    await expect(started).rejects.toMatchObject({ code: 127 });
  });
});
