import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stop } from './install.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const fixed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium or Chrome: `CHROMIUM_PATH`, one that is installed, or Debian's package when this process may
 * install packages. Ends the process with a sentence when there is none.
 */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return existsSync(given) ? given : stop(`CHROMIUM_PATH names ${given}, which does not exist.`);
  return (
    installed() ??
    installWithApt() ??
    stop(
      'The browser tests need Chromium: install it (Debian, Ubuntu: sudo apt-get install chromium) or set CHROMIUM_PATH to a Chrome, and run the same command again.',
    )
  );
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...candidates, ...fixed].find((path) => existsSync(path));
}

function installWithApt() {
  if (process.getuid?.() !== 0) return undefined;
  const run = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'inherit', 'inherit'], env: aptEnv }).status === 0;
  console.log('Installing Chromium with apt-get …');
  const got = run('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  if (!got && run('update', '-qq')) run('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  return installed();
}

const aptEnv = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
