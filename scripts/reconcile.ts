import { report } from '../worker/reconcile/report.ts';
import { reconcile } from '../worker/reconcile/run.ts';
import { readRunning } from './lib/backup/installation.ts';
import { readArguments, sayWithTime } from './lib/command-line.ts';
import { runCommand } from './lib/run-command.ts';

/** `npm run reconcile`: one pass over the running product. Exit status 1 when differences are left. */
await runCommand(async () => {
  const { mend = false } = readArguments({ mend: { type: 'boolean' } }, 'npm run reconcile [-- --mend]');
  const result = await reconcile(readRunning(process.env), { mend, say: sayWithTime() });
  console.log(report(result, mend));
  process.exitCode = result.left.length === 0 ? 0 : 1;
});
