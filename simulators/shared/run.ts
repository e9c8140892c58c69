import { createLogger } from '#platform/logger';
import { serveUntilStopped } from '#platform/service';

/** What a simulator that runs as a process of its own is asked for. */
interface Running {
  stop(): Promise<void>;
}

/**
 * Runs a simulator as the main part of this process until it is told to stop. A failed start ends the process with one
 * sentence on standard error and status 1. Never returns.
 */
export async function runSimulator<T extends Running>(
  name: string,
  logLevel: string,
  start: () => Promise<T>,
  ready: (running: T) => Record<string, string | number>,
): Promise<never> {
  const running = await start().catch((error: unknown) => {
    console.error(`${name} could not start: ${reason(error)}`);
    return process.exit(1);
  });
  return serveUntilStopped({
    log: createLogger(name, logLevel),
    ready: ready(running),
    stop: () => running.stop(),
  });
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as { code?: unknown; port?: unknown };
  return code === 'EADDRINUSE'
    ? `port ${port} is in use. Stop the program that uses it, or set another port.`
    : error.message;
}
