/**
 * What every command runs first, in plain JavaScript since nothing is installed yet: the right Node, and the packages
 * of package-lock.json.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const lockFile = join(root, 'package-lock.json');
const installed = join(root, 'node_modules/.package-lock.json');
const marker = join(root, 'node_modules/.cache/loket-install');

/** Ends the command with one sentence. */
export function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

/** Checks Node and installs what package-lock.json names and node_modules does not have. Ends the process when it cannot. */
export function ensureInstalled() {
  checkNode();
  if (!installNeeded()) return;
  waitForOtherInstall();
  try {
    if (installNeeded()) install();
  } finally {
    rmSync(installLock, { force: true });
  }
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  stop(
    `Loket Dukcapil needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from https://nodejs.org and run the same command again.`,
  );
}

function lockHash() {
  if (!existsSync(lockFile))
    stop('package-lock.json is missing: run this in a complete checkout of the project.');
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

function installNeeded() {
  if (!existsSync(installed)) return true;
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lockHash()) return false;
  // Somebody ran npm himself after the last change of the lock file: take his word for it.
  if (statSync(installed).mtimeMs < statSync(lockFile).mtimeMs) return true;
  mark();
  return false;
}

function mark() {
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, lockHash());
}

function install() {
  console.log('Installing packages with npm ci (the first time this takes a minute or two) …');
  // No package needs its install script here: what they would do is done at start, or not needed.
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, ...rest] = npm?.endsWith('.js') ? [process.execPath, npm, ...args] : ['npm', ...args];
  const result = spawnSync(command, rest, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (result.error || result.status !== 0) {
    stop(
      `npm ci did not succeed${result.error ? ` (${result.error.message})` : ''}. Its own message above says why: usually no network, a full disk, or a folder that may not be written. Then run the same command again.`,
    );
  }
  mark();
}

const installLock = join(
  tmpdir(),
  `loket-install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`,
);

/** Two commands in one checkout must not run npm ci at once: the second waits. */
function waitForOtherInstall() {
  for (let said = false; ; ) {
    try {
      writeFileSync(installLock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code === 'ENOSPC') stop('The disk is full: free some space and run the same command again.');
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isAlive(Number(readFileSync(installLock, 'utf8')))) {
      rmSync(installLock, { force: true });
      continue;
    }
    if (!said) console.log('Another command is installing packages; waiting for it …');
    said = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs a TypeScript file of this checkout in this process. */
export async function runTypeScript(path) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(new URL(path, import.meta.url).href);
}
