import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';

/** The checkout's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A service as docker-compose.yml describes it; only what the tests look at. */
export interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number | null>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly cpus?: number;
  readonly build?: { readonly target: string };
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

/** The settings files that stand in deploy/. */
export const settingsFiles = { production: 'production.env.example', sandbox: 'sandbox.env' } as const;

/** docker-compose.yml with the variables of one settings file filled in, as docker-compose does. */
export function readComposeFile(settings: keyof typeof settingsFiles): ComposeFile {
  const variables = parseEnv(readFileSync(join(root, 'deploy', settingsFiles[settings]), 'utf8'));
  const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  return fillIn(parse(text, { merge: true }), variables) as ComposeFile;
}

/** After the YAML is read, so that `000001` stays the text that it is. */
function fillIn(value: unknown, variables: NodeJS.Dict<string>): unknown {
  if (typeof value === 'string') return fillText(value, variables);
  if (Array.isArray(value)) return value.map((each) => fillIn(each, variables));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fillIn(each, variables)]));
}

function fillText(text: string, variables: NodeJS.Dict<string>): string {
  return text.replace(
    /\$\{(\w+)(?:(:-|:\?)([^}]*))?\}/g,
    (_whole, name: string, kind?: string, rest = '') => {
      const value = variables[name];
      if (value) return value;
      if (kind === ':?') throw new Error(`${name} is not set: ${rest}`);
      return kind === ':-' ? rest : '';
    },
  );
}

/** `docker-compose` (Debian's 1.29) or `docker compose`; undefined where neither is installed. */
export function findCompose(): readonly string[] | undefined {
  for (const program of [['docker-compose'], ['docker', 'compose']] as const) {
    try {
      execFileSync(program[0], [...program.slice(1), 'version'], { stdio: 'ignore' });
      return program;
    } catch {
      // Not this one.
    }
  }
  return undefined;
}
