import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts Debian's Chromium, or the browser that CHROMIUM_PATH names. @throws Error when there is none */
export async function openBrowser(): Promise<Browser> {
  const path = process.env['CHROMIUM_PATH'] ?? places.find((place) => existsSync(place));
  if (!path) throw new Error('No Chromium found. Install it (apt install chromium) or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath: path, headless: true, args: flags });
}
