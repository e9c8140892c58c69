import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from '#platform/temporal';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface BundleOptions {
  /** Entry of the workflows; ours unless told (tests try variants). */
  readonly workflowsPath?: string;
}

/** Bundles every workflow for Temporal's sandbox; takes seconds. */
export async function bundleWorkflows(options: BundleOptions = {}): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: options.workflowsPath ?? join(root, 'workflows/index.ts'),
    failureConverterPath,
    logger: silent,
  });
  return code;
}

/**
 * The bundle as code, made once for each state of the sources and kept in `cacheDir`: a second start takes it from
 * there.
 */
export async function loadWorkflowBundle(cacheDir: string): Promise<{ code: string }> {
  const file = join(cacheDir, `workflows-${sourceHash()}.js`);
  if (existsSync(file)) return { code: readFileSync(file, 'utf8') };
  const code = await bundleWorkflows();
  try {
    mkdirSync(cacheDir, { recursive: true });
    // Several workers may start at once: each writes its own file and moves it into place.
    const own = `${file}.${process.pid}`;
    writeFileSync(own, code);
    renameSync(own, file);
  } catch {
    // A read-only or full disk costs the next start some seconds, nothing else.
  }
  return { code };
}

/** Hash over what can end up in the bundle: workflows, contract, and the SDK's version. */
function sourceHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['workflows', 'contract']) {
    for (const file of sourcesOf(join(root, folder))) hash.update(file).update(readFileSync(file));
  }
  const sdk = fileURLToPath(import.meta.resolve('@temporalio/workflow'));
  hash.update(readFileSync(join(dirname(sdk), '..', 'package.json')));
  hash.update(readFileSync(failureConverterPath));
  return hash.digest('hex').slice(0, 16);
}

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(folder, name));
}

const silent = {
  log: () => {},
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};
