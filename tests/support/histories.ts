import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;

export type WorkflowHistory = proto.temporal.api.history.v1.IHistory;

/** A history as JSON to be kept in the repository: one event a line, bytes in base64. */
export function historyToText(history: WorkflowHistory): string {
  const plain = History.toObject(History.fromObject(history), {
    bytes: String,
    longs: String,
    enums: String,
  }) as { events: unknown[] };
  return `{"events":[\n${plain.events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`;
}

/** Reads what `historyToText` wrote. */
export const historyFromText = (text: string): WorkflowHistory => History.fromObject(JSON.parse(text));

/**
 * Keeps a run's history under `histories/<version>/` beside a test file, for its replay test; only when the tests are
 * run with RECORD_HISTORIES=1.
 */
export async function recordHistory(
  { beside, name }: { readonly beside: string; readonly name: string },
  run: { fetchHistory(): Promise<WorkflowHistory> },
): Promise<void> {
  if (!process.env.RECORD_HISTORIES) return;
  const about = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  const folder = fileURLToPath(new URL(`histories/${version}`, beside));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), historyToText(await run.fetchHistory()));
}
