import { Stop } from './fail.ts';

/** Runs a command's main function: a `Stop` is printed as its sentence, any other error with its stack; both exit 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (error instanceof Stop) console.error(`\n${error.message}\n`);
    else console.error(error);
    process.exitCode = 1;
  }
}
