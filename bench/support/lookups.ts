import { Pool } from 'undici';

/** One side of a comparison: where it is called, and with what. */
export interface Target {
  readonly url: string;
  /** Path and body of the n-th call. */
  call(n: number): { readonly path: string; readonly body: string };
  /** Whether the answer is what the call was made for. */
  good(answer: string): boolean;
}

export interface LoadFigures {
  readonly perSecond: number;
  /** Milliseconds of each call. */
  readonly times: readonly number[];
}

/** Makes `count` calls, `atOnce` under way at any time. @throws when one is answered otherwise */
export async function load(target: Target, count: number, atOnce: number): Promise<LoadFigures> {
  const { origin } = new URL(target.url);
  const pool = new Pool(origin, { connections: atOnce });
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  const caller = async () => {
    while (next < count) {
      const { path, body } = target.call(next++);
      const sent = performance.now();
      const answer = await pool.request({
        method: 'POST',
        path,
        body,
        headers: { 'content-type': 'application/json' },
      });
      const text = await answer.body.text();
      times.push(performance.now() - sent);
      if (answer.statusCode !== 200 || !target.good(text)) {
        throw new Error(`a call was answered ${answer.statusCode}: ${text.slice(0, 300)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  const perSecond = (1000 * count) / (performance.now() - started);
  await pool.close();
  return { perSecond, times };
}
