import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SettingName, settings } from '#platform/settings';
import { findCompose, readComposeFile, root, settingsFiles } from './compose-file.ts';

const production = readComposeFile('production');
const sandbox = readComposeFile('sandbox');
const services = Object.entries(production.services);
const ours = services.filter(([, service]) => service.image.startsWith('loket-dukcapil'));
const isSandboxOnly = (name: string) => production.services[name]?.profiles?.includes('sandbox') ?? false;
const runsToItsEnd = (name: string) =>
  Object.values(production.services).some(
    (other) => other.depends_on?.[name]?.condition === 'service_completed_successfully',
  ) || name === 'temporal-namespace';

describe('docker-compose.yml', () => {
  const compose = findCompose();
  it.skipIf(!compose).each(Object.entries(settingsFiles))(
    'is accepted by docker-compose with the settings of %s',
    (name, file) => {
      const [program = '', ...args] = compose ?? [];
      const profile = name === 'sandbox' ? ['--profile', 'sandbox'] : [];
      const files = ['--env-file', join('deploy', file), '-f', 'docker-compose.yml'];
      const listed = execFileSync(program, [...args, ...files, ...profile, 'config', '--services'], {
        cwd: root,
        encoding: 'utf8',
      });
      // 1.29 lists the services of every profile.
      expect(listed.trim().split('\n')).toEqual(
        expect.arrayContaining(Object.keys(production.services).filter((each) => !isSandboxOnly(each))),
      );
    },
  );

  it('starts no simulator without the profile sandbox', () => {
    const sandboxOnly = Object.keys(production.services).filter(isSandboxOnly);
    expect(sandboxOnly).toEqual([
      'simulator-simponi',
      'simulator-mail',
      'simulator-dwh',
      'simulator-siak',
      'simulator-whatsapp',
    ]);
    for (const [name, service] of services) {
      const mentions = JSON.stringify([service.command ?? [], service.depends_on ?? {}]);
      if (!sandboxOnly.includes(name)) expect(mentions, name).not.toMatch(/simulator/);
    }
    expect(production.services['api']?.environment?.['LOKET_MODE']).toBe('production');
    expect(production.services['api']?.build?.target).toBe('runtime');
    expect(sandbox.services['api']?.build?.target).toBe('sandbox');
    // Both may run on one machine: the sandbox keeps its image and its secrets apart.
    expect(sandbox.services['api']?.image).not.toBe(production.services['api']?.image);
    expect(sandbox.secrets['payload_keys']?.file).not.toBe(production.secrets['payload_keys']?.file);
  });

  it.each(services)('%s restarts, is watched, limited and locked down', (name, service) => {
    expect(service.restart).toBe(runsToItsEnd(name) ? 'on-failure' : 'unless-stopped');
    if (runsToItsEnd(name)) expect(service.healthcheck).toEqual({ disable: true });
    else expect(service.healthcheck?.test?.[0]).toBe('CMD');
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.cpus).toBeGreaterThan(0);
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.image).toMatch(/^[a-z/-]+:(\d+\.\d+[\w.-]*|local)$/);
  });

  it('publishes the proxy only; databases and Temporal have no way out', () => {
    const published = services.filter(([, service]) => service.ports).map(([name]) => name);
    expect(published).toEqual([
      'proxy',
      'simulator-simponi',
      'simulator-mail',
      'simulator-dwh',
      'simulator-siak',
      'simulator-whatsapp',
    ]);
    for (const name of published.slice(1)) {
      for (const port of production.services[name]?.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
    expect(production.networks['data']?.internal).toBe(true);
    for (const name of ['postgres', 'temporal', 'temporal-schema', 'temporal-namespace', 'migrate']) {
      expect(production.services[name]?.networks, name).toEqual(['data']);
    }
  });

  it('starts each service behind what it needs', () => {
    const needs = (name: string) =>
      Object.fromEntries(
        Object.entries(production.services[name]?.depends_on ?? {}).map(([other, { condition }]) => [
          other,
          condition,
        ]),
      );
    expect(needs('prepare-database')).toEqual({ postgres: 'service_healthy' });
    expect(needs('migrate')).toEqual({ 'prepare-database': 'service_completed_successfully' });
    // Without Temporal the api accepts what it can; so it does not wait for it.
    expect(needs('seed')).toEqual({ migrate: 'service_completed_successfully' });
    expect(needs('api')).toEqual({ seed: 'service_completed_successfully' });
    expect(needs('worker')).toEqual({
      seed: 'service_completed_successfully',
      'temporal-namespace': 'service_completed_successfully',
    });
    expect(needs('proxy')).toEqual({ api: 'service_healthy' });
  });
});

describe('settings of the containers', () => {
  const notForServers: readonly SettingName[] = [
    'MIGRATION_DATABASE_URL',
    'SIMULATOR_PORT',
    'SIMULATOR_SMTP_PORT',
    'SIMULATOR_NOTIFY_URL',
    'SIMULATOR_STATUS_URL',
  ];
  const plainName = (variable: string) => variable.replace(/_FILE$/, '');

  it.each(['api', 'worker'])('%s is given every setting there is', (name) => {
    const given = Object.keys(production.services[name]?.environment ?? {}).map(plainName);
    const wanted = (Object.keys(settings) as SettingName[]).filter((each) => !notForServers.includes(each));
    expect([...given].sort()).toEqual([...wanted].sort());
  });

  it.each(ours)('%s is given no variable that nobody reads', (name, service) => {
    const own = name === 'prepare-database' ? ['ADMIN_DATABASE_URL', 'TEMPORAL_DATABASE_PASSWORD'] : [];
    const known = [...Object.keys(settings), ...own];
    expect(known).toEqual(expect.arrayContaining(Object.keys(service.environment ?? {}).map(plainName)));
  });
});

describe('secrets', () => {
  const secretNames = (Object.keys(settings) as SettingName[]).filter((name) => 'secret' in settings[name]);

  it.each(services)('%s has no secret in its description', (_name, service) => {
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      const isSecret =
        secretNames.includes(variable as SettingName) || /PASSWORD|PWD|SECRET|KEY/.test(variable);
      if (isSecret && !variable.endsWith('_FILE')) expect(value ?? '', variable).toBe('');
      if (variable.endsWith('_FILE') && isSecret) {
        const file = String(value).replace(/^\/run\/secrets\//, '');
        expect(service.secrets, variable).toContain(file);
      }
    }
    expect(Object.keys(production.secrets)).toEqual(expect.arrayContaining([...(service.secrets ?? [])]));
  });

  it('gives the administrator and the owner of the database to the short-lived services only', () => {
    const holders = (secret: string) =>
      services.filter(([, service]) => service.secrets?.includes(secret)).map(([name]) => name);
    expect(holders('admin_database_url')).toEqual(['prepare-database']);
    expect(holders('migration_database_url')).toEqual(['prepare-database', 'migrate', 'seed']);
    expect(holders('postgres_password')).toEqual(['postgres']);
  });

  it('keeps the folders of secrets out of git and out of the image', () => {
    const files = [production, sandbox].flatMap(({ secrets }) =>
      Object.values(secrets).map(({ file }) => file),
    );
    for (const file of [...files, '.env', 'deploy/certs/site.key']) {
      // Exits with 1 when a rule does not cover the file.
      execFileSync('git', ['check-ignore', '-q', file], { cwd: root });
    }
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['deploy/secrets*', 'deploy/certs', '.env']));
  });
});

describe('the image', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const instructions = dockerfile
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line));

  it('runs as an ordinary user, is watched, and holds no simulator unless it is the sandbox', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1);
    const runtime = stages.find((stage) => / AS runtime\n/.test(stage)) ?? '';
    expect(runtime).toMatch(/^USER node$/m);
    expect(runtime).toMatch(/^HEALTHCHECK .*deploy\/health\.mjs/m);
    expect(runtime).not.toMatch(/simulators|COPY \. /);
    expect(stages.at(-1)?.trim()).toBe('runtime');
    expect(dockerfile).toMatch(/^ARG NODE_IMAGE=node:24\./m);
  });

  it('copies only what exists', () => {
    const built = ['prisma', 'admin-ui/dist', 'node_modules'];
    for (const line of instructions.filter((each) => each.startsWith('COPY '))) {
      const words = line
        .split(/\s+/)
        .slice(1)
        .filter((word) => !word.startsWith('--'));
      for (const source of words.slice(0, -1).map((word) => word.replace(/^\/app\//, ''))) {
        if (!built.includes(source)) expect(existsSync(join(root, source)), source).toBe(true);
      }
    }
  });

  it('knows every command that the compose file asks for, and each command has its program', () => {
    const entrypoint = readFileSync(join(root, 'deploy/entrypoint.sh'), 'utf8');
    const lines = [...entrypoint.matchAll(/^ {2}([a-z-]+)\) main=(\S+) ;;$/gm)];
    const programs = new Map(lines.map(([, name = '', main = '']) => [name, main]));
    const asked = ours.map(([, service]) => service.command?.[0] ?? '');
    expect([...programs.keys()].sort()).toEqual([...asked].sort());
    for (const main of programs.values()) expect(existsSync(join(root, main)), main).toBe(true);
  });
});
