import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { pagePaths } from '#contract/shared/pages';
import { openBrowser } from '../tests/e2e/support/chromium.ts';
import { startProduct } from '../tests/e2e/support/product.ts';
import { amount, median } from './support/figures.ts';
import { type Outcome, type Report, root, table } from './support/report.ts';

const rounds = 5;
const aimMs = 2_000;
/** Lighthouse's mobile profile: "Slow 4G" as the browser applies it, and a CPU four times slower. */
const line = {
  latency: 562.5,
  downloadThroughput: 1_474.56 * 128,
  uploadThroughput: 675 * 128,
  offline: false,
};
const slowerCpu = 4;

const pages = {
  guide: pagePaths.requestGuide(),
  form: pagePaths.requestForm(),
  tracking: pagePaths.trackingPage(),
} as const;

/**
 * The citizen's pages as an old phone gets them: first contentful paint at the first visit, over Lighthouse's mobile
 * profile, from the product as `npm start` runs it (without a proxy that compresses); and the weight of their script.
 */
export async function measurePublicPages(): Promise<Report> {
  const product = await startProduct();
  const browser = await openBrowser();
  try {
    const rows: [string, number][] = [];
    for (const [name, path] of Object.entries(pages)) {
      const paints: number[] = [];
      for (let round = 0; round < rounds; round++)
        paints.push(await firstPaint(browser, product.baseUrl + path));
      rows.push([name, median(paints)]);
    }
    return report(rows, scriptBytes());
  } finally {
    await browser.close();
    await product.stop();
  }
}

/** Of everything the public pages load: these pages' script, and that of the other public page. */
function scriptBytes(): number {
  const folder = join(root, 'admin-ui/dist/assets');
  return readdirSync(folder)
    .filter((name) => /^(sinkronisasi|publik)-.*\.js$/.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
}

async function firstPaint(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, isMobile: true });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', line);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowerCpu });
    await page.goto(address);
    return await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const paint = list.getEntriesByName('first-contentful-paint')[0];
            if (paint) resolve(paint.startTime);
          }).observe({ type: 'paint', buffered: true });
        }),
    );
  } finally {
    await context.close();
  }
}

function report(rows: readonly (readonly [string, number])[], script: number): Report {
  const slowest = Math.max(...rows.map(([, ms]) => ms));
  const outcomes: Outcome[] = [
    {
      what: 'first contentful paint, Lighthouse’s mobile profile, slowest page',
      figure: `${amount(slowest / 1000)} s`,
      target: 'aim: 2 s',
      met: slowest <= aimMs,
    },
    {
      what: 'JavaScript of all public pages, gzip',
      figure: `${amount(script / 1024)} KB`,
      target: '≤ 100 KB',
      met: script <= 100 * 1024,
    },
  ];
  const details = table(
    ['page', `first contentful paint, median of ${rounds}`],
    rows.map(([name, ms]) => [name, `${amount(ms / 1000)} s`]),
  );
  return { key: 'publicPages', title: 'The citizen’s pages on an old phone', outcomes, details };
}
