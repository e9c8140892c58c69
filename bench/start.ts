import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct } from '../tests/e2e/support/product.ts';
import { amount, median } from './support/figures.ts';
import type { Report } from './support/report.ts';

const aimMs = 15_000;
const rounds = 3;

/** `npm start` on a data folder that an earlier start has left: from the command to `/readyz`. */
export async function measureStart(): Promise<Report> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loket-bench-start-'));
  const again: number[] = [];
  try {
    const first = await runOnce(dataDir);
    console.log(`first start ${amount(first / 1000)} s`);
    for (let round = 1; round <= rounds; round++) {
      again.push(await runOnce(dataDir));
      console.log(`start ${round + 1}: ${amount((again.at(-1) ?? 0) / 1000)} s`);
    }
    const typical = median(again);
    return {
      key: 'start',
      title: '`npm start` to ready',
      outcomes: [
        {
          what: `second and later starts, median of ${rounds}`,
          figure: `${amount(typical / 1000)} s`,
          target: 'aim: 15 s',
          met: typical <= aimMs,
        },
      ],
      details: `The first start on an empty data folder took ${amount(first / 1000)} s, with packages installed and pages built.`,
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function runOnce(dataDir: string): Promise<number> {
  const product = await startProduct({ dataDir });
  await product.stop();
  return product.startedInMs;
}
