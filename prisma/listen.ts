import pg from 'pg';

export interface ListenOptions {
  readonly channels: readonly string[];
  /** Hears of each NOTIFY. */
  readonly onNotification: (channel: string, payload: string) => void;
  /** The connection stands (again): what was said while it was away was missed, so look for yourself. */
  readonly onConnected?: () => void;
  readonly onError?: (error: Error) => void;
}

/**
 * LISTENs on a connection of its own and connects again, with growing pauses up to 10 s, when it breaks. Starts at
 * once and never throws: a database that is down at the start is waited for. Gives the way to stop it.
 */
export function listenTo(url: string, options: ListenOptions): { stop(): Promise<void> } {
  const { channels, onNotification, onConnected, onError = () => {} } = options;
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;

  const again = () => {
    client = undefined;
    if (stopped) return;
    failures += 1;
    timer = setTimeout(() => void connect(), Math.min(10_000, 250 * 2 ** failures));
  };

  const connect = async (): Promise<void> => {
    const mine = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      application_name: 'loket-listen',
    });
    let ended = false;
    const lost = (error?: Error) => {
      if (ended) return;
      ended = true;
      if (error) onError(error);
      mine.end().catch(() => undefined);
      again();
    };
    mine.on('error', lost);
    mine.on('end', () => lost());
    mine.on('notification', ({ channel, payload }) => onNotification(channel, payload ?? ''));
    client = mine;
    try {
      await mine.connect();
      for (const channel of channels) await mine.query(`listen ${mine.escapeIdentifier(channel)}`);
      failures = 0;
      onConnected?.();
    } catch (error) {
      lost(error as Error);
    }
  };

  void connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
