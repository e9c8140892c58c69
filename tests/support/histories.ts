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
