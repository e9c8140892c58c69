import { readInstallation } from './lib/backup/installation.ts';
import { losableKeys, mayBeLost } from './lib/backup/lost-keys.ts';
import { restoreBackup } from './lib/backup/restore.ts';
import { readArguments, sayWithTime } from './lib/command-line.ts';
import { Stop } from './lib/fail.ts';
import { runCommand } from './lib/run-command.ts';

const usage =
  'npm run restore -- --from <folder of a backup> [--replace] [--without-signing-key] [--without-auth-secret]';

/** `npm run restore`: checks everything, then puts the backup in place; see docs/OPERATIONS.md. */
await runCommand(async () => {
  const { from, replace, ...without } = readArguments(
    {
      from: { type: 'string' },
      replace: { type: 'boolean' },
      'without-signing-key': { type: 'boolean' },
      'without-auth-secret': { type: 'boolean' },
    },
    usage,
  );
  if (!from) throw new Stop(usage);
  const lost = losableKeys.filter((setting) => without[mayBeLost[setting].option]);
  const { manifest } = await restoreBackup({
    ...readInstallation(process.env, lost),
    ...{ from, lost, replace: replace ?? false, say: sayWithTime() },
  });
  console.log(
    [
      '\nWhat to do now:',
      '  1. npm start',
      '  2. npm run reconcile            what Temporal and SIMPONI know that this state does not',
      '     npm run reconcile -- --mend  and mends what can safely be mended',
      `  3. As staf-pnbp, import SIMPONI's report since ${manifest.takenAt}: payments of orders that were made after the backup are found by it alone.\n`,
    ].join('\n'),
  );
});
