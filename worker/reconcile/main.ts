import { readConfig } from '#platform/config';
import { report } from './report.ts';
import { reconcile } from './run.ts';

/** `node --import tsx worker/reconcile/main.ts [--mend]` in the image; for `npm start` see scripts/reconcile.ts. Exit status 1: differences are left. */
const mend = process.argv.includes('--mend');
const result = await reconcile(readConfig('worker'), { mend, say: (line) => console.log(line) });
console.log(report(result, mend));
process.exitCode = result.left.length === 0 ? 0 : 1;
