import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An append-only file of events, one JSON line each. */
export interface Journal<Event> {
  /** Resolves once the event is on the disk. Events of the same moment share one write. Rejects for good after a failed write. */
  append(event: Event): Promise<void>;
  /** Resolves once everything appended before is on the disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the journal and hands every stored event to `replay`, oldest first. A last line that a crash left half-written
 * was never acknowledged: it is cut off. Throws when any other line is damaged.
 */
export async function openJournal<Event>(
  path: string,
  replay: (event: Event) => void,
): Promise<Journal<Event>> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a+');
  const content = await readFile(path);
  const end = content.lastIndexOf('\n') + 1;
  if (end < content.length) await file.truncate(end);
  for (const line of content.subarray(0, end).toString('utf8').split('\n')) {
    if (line) replay(JSON.parse(line) as Event);
  }

  let waiting: string[] = [];
  let turn: Promise<void> = Promise.resolve();
  let scheduled: Promise<void> | null = null;

  async function writeWaiting(): Promise<void> {
    scheduled = null;
    const lines = waiting;
    waiting = [];
    await file.appendFile(lines.join(''));
    await file.datasync();
  }

  return {
    append(event) {
      waiting.push(`${JSON.stringify(event)}\n`);
      scheduled ??= turn = turn.then(writeWaiting);
      return scheduled;
    },
    settled: () => turn,
    async close() {
      await turn.catch(() => undefined);
      await file.close();
    },
  };
}
