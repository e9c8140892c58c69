/** Runs the project's tools out of node_modules, with their output on this terminal. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './install.mjs';

/** Runs a program of node_modules by its path; gives its exit status. Signals reach it through the terminal or us. */
export function runTool(path, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', path), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...options.env },
    });
    const pass = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, pass);
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', (status, signal) => {
      for (const each of ['SIGINT', 'SIGTERM']) process.off(each, pass);
      resolve(status ?? (signal ? 1 : 0));
    });
  });
}

/** Runs vitest once. `LOKET_RESULTS` names a file that gets the counts as JSON, for .ci/run. */
export function runVitest(args) {
  const results = process.env.LOKET_RESULTS;
  const reporters = results ? ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`] : [];
  return runTool('vitest/vitest.mjs', ['run', ...reporters, ...args]);
}
