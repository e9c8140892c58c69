import { resolve } from 'node:path';
import { type Config, ConfigError, loadConfig, type Part, type SettingName } from '#platform/config';
import { Stop } from './fail.ts';
import { freePort, isPortFree } from './processes.ts';

/** What the person set, and what follows from it for a start. */
export interface StartSettings {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly production: boolean;
  /** The address under which this computer reaches the API. */
  readonly localUrl: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Whether the person gave a setting, as a variable or as a file. */
export const isGiven = (env: Env, name: SettingName): boolean => Boolean(env[name] || env[`${name}_FILE`]);

/**
 * Reads what does not depend on the servers that are about to start, so that a wrong variable is named at once.
 * @throws Stop naming the variable
 */
export async function readStartSettings(env: Env): Promise<StartSettings> {
  const config = check(env);
  const production = env.LOKET_MODE === 'production';
  if (production) requireProduction(env);
  const port = config.port === 0 ? await freePort() : config.port;
  const host = config.host;
  const reachable = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return {
    dataDir: resolve(config.dataDir),
    host,
    port,
    publicUrl: env.PUBLIC_URL ? config.publicUrl : `http://localhost:${port}`,
    production,
    localUrl: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`,
  };
}

/** @throws Stop when another program listens on the port that people are to open */
export async function requirePort({ port, host }: StartSettings): Promise<void> {
  if (await isPortFree(port, host)) return;
  throw new Stop(
    `Port ${port} is in use by another program. Start on another one: PORT=${port + 1} npm start (or end the program that uses it).`,
  );
}

/** Only the values are of interest here, and simulators want demo mode spelt out. */
function check(env: Env): Config {
  const { LOKET_MODE: mode } = env;
  return load(!mode || mode === 'production' ? { ...env, LOKET_MODE: 'demo' } : env, 'simulator');
}

/** A start in production makes no secret, no server and no data by itself: all parts say at once what they miss. */
function requireProduction(env: Env): void {
  const problems = new Map<string, string>();
  for (const part of ['api', 'worker', 'migrate'] as const) {
    try {
      loadConfig(env, part);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const line of error.message.split('\n')) problems.set(line.split(' ')[0] ?? line, line);
    }
  }
  if (problems.size > 0) throw refuse([...problems.values()].join('\n'));
}

const refuse = (problems: string): Stop =>
  new Stop(`The settings are wrong, so nothing was started:\n${problems}`);

function load(env: Env, part: Part): Config {
  try {
    return loadConfig(env, part);
  } catch (error) {
    if (error instanceof ConfigError) throw refuse(error.message);
    throw error;
  }
}
