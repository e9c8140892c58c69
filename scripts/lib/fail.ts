/**
 * A problem that a person can solve: its message is one or two sentences that say what is wrong and what to do.
 * The commands in scripts/ print only the message of a `Stop` and exit with status 1; anything else is a defect
 * of ours and keeps its stack.
 */
export class Stop extends Error {
  override readonly name = 'Stop';
}

/** Turns operating-system failures that have a known remedy into a `Stop`; gives back every other error. */
export function explain(error: unknown, what: string): Error {
  if (error instanceof Stop) return error;
  const text =
    error instanceof Error
      ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`
      : String(error);
  if (/ENOSPC|No space left on device|database or disk is full/i.test(text)) {
    return new Stop(
      `${what}: the disk is full. Free some space (a few hundred MB) and run the same command again; nothing that was stored is lost.`,
    );
  }
  if (/EACCES|EPERM|EROFS|ENOTDIR|Permission denied|Read-only file system/i.test(text)) {
    return new Stop(
      `${what}: this is no folder that may be written (${text.trim()}). Choose another with DATA_DIR=/path/you/own and start again.`,
    );
  }
  return error instanceof Error ? error : new Error(text);
}
