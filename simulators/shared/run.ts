/** What a simulator that runs as a process of its own shows of itself. */
interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Runs a simulator until SIGTERM, SIGINT, or the end of the process that started it (IPC). Prints one JSON line with
 * its addresses once it serves, and tells the starting process the same. A failed start ends with a sentence and 1.
 */
export async function runSimulator<T extends Running>(
  name: string,
  start: () => Promise<T>,
  addresses: (running: T) => Record<string, string>,
): Promise<void> {
  const running = await start().catch((error: unknown) => {
    console.error(failure(name, error));
    process.exit(1);
  });
  const line = {
    level: 'info',
    time: new Date().toISOString(),
    part: name,
    msg: 'ready',
    ...addresses(running),
  };
  console.log(JSON.stringify(line));
  process.send?.(line);

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void running.stop().finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
}

function failure(name: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const port = error instanceof Error && 'port' in error ? error.port : '';
  if (code === 'EADDRINUSE')
    return `${name} could not start: port ${port} is in use. Stop the program that uses it, or set another port.`;
  return `${name} could not start: ${error instanceof Error ? error.message : String(error)}`;
}
