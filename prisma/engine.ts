import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/**
 * Prisma's migration engine as WebAssembly. The Prisma command line would download a native engine at first use;
 * this one comes with npm, so that a fresh clone migrates without any other download. It keeps the table
 * `_prisma_migrations` as the command line does.
 */

/** The folder of this file. */
export const prismaDirectory = dirname(fileURLToPath(import.meta.url));

const noFilter = { externalTables: [], externalEnums: [] };

let loaded: Promise<typeof import('@prisma/schema-engine-wasm/schema_engine_bg')> | undefined;

function loadEngine() {
  loaded ??= (async () => {
    // The engine reports a defect of its own here before it stops.
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) },
    });
    const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
    const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const file = readFileSync(join(dirname(path), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(file, {
      './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports,
    });
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
    return engine;
  })();
  return loaded;
}

/** Runs `work` with an engine that is connected to `url`, and closes its connections afterwards. */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine: Engine } = await loadEngine();
  const pools: pg.Pool[] = [];
  const shadow = shadowUrl(url);
  const connect = async (target: string) => {
    // `Client` is an option of pg-pool that its types leave out.
    const pool = new pg.Pool({ connectionString: target, max: 2, Client: CatalogClient } as pg.PoolConfig);
    pool.on('error', () => {});
    pools.push(pool);
    return withWholeScripts(withCharacters(await new PrismaPg(pool).connect()), pool);
  };
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(url),
    connectToShadowDb: async () => {
      await execute(url, `create database "${shadow.name}"`);
      return connect(shadow.url);
    },
  };
  const engine = await Engine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await Promise.all(pools.map((pool) => pool.end()));
    if (pools.length > 1) await execute(url, `drop database if exists "${shadow.name}"`);
  }
}

/**
 * PostgreSQL's catalogue has columns of the type "char" (OID 18), which the engine wants as characters and the adapter
 * does not know. The two pieces below carry the type through the adapter as an array of them (OID 1002), a type that
 * the engine's queries never return.
 */
class CatalogClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg's overloads of query; passed through unchanged
  override query(...args: any[]): any {
    const last = args.at(-1);
    if (typeof last === 'function') {
      args[args.length - 1] = (error: unknown, result: pg.QueryResult) => last(error, markCharacters(result));
    }
    // biome-ignore lint/suspicious/noExplicitAny: see above
    const pending = (super.query as (...all: any[]) => unknown).apply(this, args);
    return pending instanceof Promise ? pending.then(markCharacters) : pending;
  }
}

function markCharacters<T extends pg.QueryResult | undefined>(result: T): T {
  for (const field of result?.fields ?? []) if (field.dataTypeID === 18) field.dataTypeID = 1002;
  return result;
}

function withCharacters(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const { Character, CharacterArray } = ColumnTypeEnum;
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    return {
      ...result,
      columnTypes: result.columnTypes.map((type) => (type === CharacterArray ? Character : type)),
    };
  };
  return adapter;
}

/**
 * Runs a migration's script as one transaction that also notes its success, so that a kill -9 in its middle leaves
 * nothing behind. (The adapter would cut it at every semicolon, inside of functions too, and run the pieces one by one.)
 */
function withWholeScripts(adapter: SqlDriverAdapter, pool: pg.Pool): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    const client = await pool.connect();
    try {
      await client.query(`begin; ${script}\n; ${noteSuccess}; commit`);
    } catch (error) {
      await client.query('rollback');
      const { message, code } = error as pg.DatabaseError;
      throw new DriverAdapterError({
        kind: 'postgres',
        code: code ?? 'XX000',
        severity: 'ERROR',
        message,
        detail: undefined,
        column: undefined,
        hint: undefined,
      });
    } finally {
      client.release();
    }
  };
  return adapter;
}

const unfinished = 'finished_at is null and rolled_back_at is null';

/** The engine writes a migration's row before its script; a shadow database has no such table. */
const noteSuccess = `do $note$ begin
  if to_regclass('_prisma_migrations') is not null then
    update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where ${unfinished};
  end if;
end $note$`;

/** Lets migrations begin again whose process died: they have left nothing but their row. */
async function forgetInterrupted(url: string): Promise<void> {
  await execute(
    url,
    `do $forget$ begin
       if to_regclass('_prisma_migrations') is not null then
         update _prisma_migrations set rolled_back_at = now() where ${unfinished};
       end if;
     end $forget$`,
  );
}

function shadowUrl(url: string): { name: string; url: string } {
  const name = `loket_shadow_${randomUUID().replaceAll('-', '')}`;
  const target = new URL(url);
  target.pathname = `/${name}`;
  return { name, url: target.href };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Every migration of a folder, in order, as the engine wants it. */
export function readMigrations(directory: string): MigrationList {
  const baseDir = resolve(directory);
  const names = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

/**
 * Applies what the database has not seen yet, each migration wholly or not at all; gives the names of what was applied
 * now. One that failed or was interrupted is tried again. The caller makes sure that nobody else migrates meanwhile.
 */
export async function applyMigrations(url: string, directory: string): Promise<string[]> {
  await forgetInterrupted(url);
  return withSchemaEngine(url, async (engine) => {
    const result = await engine.applyMigrations({
      migrationsList: readMigrations(directory),
      filters: noFilter,
    });
    return result.appliedMigrationNames;
  });
}

/**
 * The SQL that leads from the committed migrations to the schema file; '' when they agree.
 * Needs a role that may create a database: the migrations are tried in a shadow of their own.
 */
export async function diffSchema(url: string, directory: string, schemaPath: string): Promise<string> {
  return withSchemaEngine(url, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'migrations', ...readMigrations(directory) },
      to: {
        tag: 'schemaDatamodel',
        files: [{ path: schemaPath, content: readFileSync(schemaPath, 'utf8') }],
      },
      script: true,
      exitCode: null,
      filters: noFilter,
    });
    const sql = result.stdout ?? '';
    return /^\s*(--.*\s*)*$/.test(sql) ? '' : sql;
  });
}
