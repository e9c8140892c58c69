import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { type Permission, permissionNames } from '#contract/access/permissions';
import type { AppInfo, Me } from '#contract/accounts/schemas';
import type { Dashboard } from '#contract/orders/schemas';
import { openBrowser } from '../tests/e2e/support/chromium.ts';
import { amount, times } from './support/figures.ts';
import { type Outcome, type Report, root, table } from './support/report.ts';

/** What a browser was given, in bytes as gzip sends them. */
interface Weight {
  readonly scripts: number;
  readonly all: number;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * What people's browsers download at the first visit, gzip: the console's scripts up to the dashboard against an empty
 * react-admin app built by the same tool, and everything of the light public page. Counted by a server while a real
 * browser loads the pages, so that chunks fetched later do not count and chunks fetched at once do.
 */
export async function measurePages(): Promise<Report> {
  const work = mkdtempSync(join(tmpdir(), 'loket-bench-pages-'));
  const [console_, empty] = [join(work, 'console'), join(work, 'empty')];
  const browser = await openBrowser();
  try {
    for (const config of ['vite.config.ts', 'vite.pages.config.ts']) {
      await build({
        configFile: join(root, 'admin-ui', config),
        logLevel: 'warn',
        build: { outDir: console_ },
      });
    }
    await build({
      configFile: false,
      root: join(root, 'bench/empty-react-admin'),
      plugins: [react()],
      logLevel: 'error',
      build: {
        outDir: empty,
        target: 'es2022',
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 2_000,
      },
    });
    const ours = await weigh(browser, console_, '/', '[role="menuitem"]');
    const theirs = await weigh(browser, empty, '/', '#main-content');
    const publicPage = await weigh(browser, console_, '/publik.html', 'h1');
    return report(ours, theirs, publicPage);
  } finally {
    await browser.close();
    rmSync(work, { recursive: true, force: true });
  }
}

function report(ours: Weight, theirs: Weight, publicPage: Weight): Report {
  const ratio = ours.scripts / theirs.scripts;
  const kilo = (bytes: number) => `${amount(bytes / 1024)} KB`;
  const outcomes: Outcome[] = [
    {
      what: "console's first load, scripts, against an empty react-admin app",
      figure: `${times(ratio)} (${kilo(ours.scripts)} against ${kilo(theirs.scripts)})`,
      target: '≤ 1.30x',
      met: ratio <= 1.3,
    },
    {
      what: 'public page, everything',
      figure: kilo(publicPage.all),
      target: '≤ 100 KB',
      met: publicPage.all <= 100 * 1024,
    },
  ];
  const largest = [...ours.files].sort((a, b) => b.bytes - a.bytes).slice(0, 8);
  const details = [
    'The largest files of the first load:',
    table(
      ['file', 'gzip'],
      largest.map(({ name, bytes }) => [`\`${name.replace(/-[\w-]{8}\./, '.')}\``, kilo(bytes)]),
    ),
  ].join('\n\n');
  return { key: 'pages', title: 'Weight of the pages (gzip)', outcomes, details };
}

/** Loads one page in a fresh browser until `sign` is shown and nothing more is fetched. */
async function weigh(browser: Browser, folder: string, path: string, sign: string): Promise<Weight> {
  const server = await serve(folder);
  const page = await browser.newPage();
  try {
    await page.goto(`${server.url}${path}`);
    await page.locator(sign).first().waitFor({ timeout: 30_000 });
    for (let served = -1; served !== server.files.size; ) {
      served = server.files.size;
      await page.waitForTimeout(1_000);
    }
    const files = [...server.files].map(([name, bytes]) => ({ name, bytes }));
    const sum = (list: typeof files) => list.reduce((total, { bytes }) => total + bytes, 0);
    return { scripts: sum(files.filter(({ name }) => name.endsWith('.js'))), all: sum(files), files };
  } finally {
    await page.close();
    await server.close();
  }
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Serves built files and remembers what each weighed as gzip; answers the API as for a person who just signed in. */
async function serve(folder: string) {
  const known = new Set(readdirSync(folder, { recursive: true }).map(String));
  const files = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (path.startsWith('/api/')) return answer(path, response);
    const name = known.has(path.slice(1)) && path !== '/' ? path.slice(1) : 'index.html';
    const body = gzipSync(readFileSync(join(folder, name)), { level: 6 });
    files.set(name, body.length);
    response.writeHead(200, {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, files, close };
}

const me: Me = {
  id: 'someone',
  name: 'Seseorang',
  email: 'seseorang@contoh.test',
  roles: ['lembaga-pemesan'],
  permissions: permissionNames as Permission[],
  institution: { id: '00000000-0000-4000-8000-000000000000', code: 'CONTOH', name: 'CONTOH' },
  office: null,
  unit: 'CONTOH',
  twoFactor: { enabled: false, required: false, backupCodesLeft: null },
  idleMinutes: 30,
};
const dashboard: Dashboard = { balances: [], counters: [] };
const app: AppInfo = {
  mode: 'production',
  version: '0.0.0',
  setupNeeded: false,
  demo: { tellerUrl: null, inboxUrl: null, phoneUrl: null, accounts: [] },
};
const answers: Readonly<Record<string, unknown>> = {
  '/api/v1/me': me,
  '/api/v1/dashboard': dashboard,
  '/api/v1/public/app': app,
  '/api/v1/cart': { lines: [], total: 0, needsApprover: false, approvalAbove: null },
};

function answer(path: string, response: ServerResponse): void {
  if (path.endsWith('/events')) {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': open\n\n');
    return;
  }
  const body = answers[path] ?? [];
  response.writeHead(200, { 'content-type': 'application/json', 'content-range': 'items 0-0/0' });
  response.end(JSON.stringify(body));
}
