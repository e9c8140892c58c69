import { makeBackup } from './lib/backup/backup.ts';
import { readInstallation } from './lib/backup/installation.ts';
import { readArguments, sayWithTime } from './lib/command-line.ts';
import { runCommand } from './lib/run-command.ts';

const usage = 'npm run backup [-- --to <folder>]';

/** `npm run backup`: a folder of its own per backup, beside the data folder unless told; see docs/OPERATIONS.md. */
await runCommand(async () => {
  const { to } = readArguments({ to: { type: 'string' } }, usage);
  const installation = readInstallation(process.env);
  const folder = await makeBackup({
    ...installation,
    to: to ?? `${installation.dataDir}-backups`,
    say: sayWithTime(),
  });
  const settings = [...new Set(installation.keys.map(({ setting }) => setting))].join(', ');
  console.log(
    `\nIt holds personal data: keep it closed, and a copy of it elsewhere. The keys are not in it (${settings}): keep a copy of them in a third place.\nBack to it: npm run restore -- --from ${folder}\n`,
  );
});
