import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

const here = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)));

/** A service that answers after half a second and writes down that it stopped. */
async function start(): Promise<{ child: ChildProcess; url: string; trace: string; output: () => string }> {
  const dir = mkdtempSync(join(tmpdir(), 'service-'));
  const trace = join(dir, 'trace');
  const entry = join(dir, 'main.mts');
  writeFileSync(
    entry,
    `import { appendFileSync } from 'node:fs';
     import { createLogger } from ${here('./logger.ts')};
     import { listen, serveUntilStopped } from ${here('./service.ts')};
     const app = (_request, response) => {
       process.send('asked');
       setTimeout(() => response.end('done'), 500);
     };
     const server = await listen(app, { port: 0 });
     const stop = async () => { await server.close(); appendFileSync(${JSON.stringify(trace)}, 'stopped'); };
     await serveUntilStopped({ log: createLogger('probe'), ready: { port: server.port }, stop });`,
  );
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  started.push(child);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += String(chunk);
  });
  const [message] = (await once(child, 'message')) as [{ type: string; port: number }];
  expect(message.type).toBe('ready');
  return { child, url: `http://127.0.0.1:${message.port}`, trace, output: () => output };
}

it('lets an answer under way finish when it is told to stop', async () => {
  const { child, url, trace, output } = await start();
  const answer = fetch(url).then((response) => response.text());
  await once(child, 'message');
  child.kill('SIGTERM');
  expect(await answer).toBe('done');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(readFileSync(trace, 'utf8')).toBe('stopped');
  const lines = output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).msg as string);
  expect(lines).toEqual(['serving', 'stopping', 'stopped']);
});

it('stops when the launcher is gone, although nobody reads its output any more', async () => {
  const { child, trace } = await start();
  child.stdout?.destroy();
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(readFileSync(trace, 'utf8')).toBe('stopped');
});
