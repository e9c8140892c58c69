import { randomUUID } from 'node:crypto';
import { form, multipart, solve } from '../../tests/support/citizen.ts';
import { quantile } from './figures.ts';

/** What came of some requests that were filed at once. */
export interface Filed {
  /** Accepted requests per second. */
  readonly rate: number;
  /** Milliseconds from sending to the answer. */
  readonly p50: number;
  readonly p95: number;
}

type Files = Readonly<Record<string, Buffer>>;

/** One request, ready to be sent. */
export interface Letter {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormData;
}

let serial = 0;
/** A NIK of its own each: one NIK may file ten a day. */
const freshNik = (): string => `3374014101${String(++serial).padStart(6, '0')}`;

/** The citizen's form with its challenge solved. */
export async function citizenLetter(apiUrl: string, files: Files): Promise<Letter> {
  const { token, bits } = await readChallenge(apiUrl);
  const fields = { ...form({ nik: freshNik() }), tantangan: token, jawaban: solve(token, bits) };
  return { path: '/api/v1/public/requests', headers: keyed(), body: multipart(fields, files) };
}

/** "Input Loket" for somebody who phoned: the same filing, without any file. */
export function phonedLetter(cookie: string): Letter {
  const body = multipart(form({ nik: freshNik(), kanal: 'TELEPON' }), {});
  return { path: '/api/v1/requests', headers: { ...keyed(), cookie }, body };
}

const keyed = () => ({ 'idempotency-key': randomUUID() });

/** A challenge as the form's page holds it. */
export async function readChallenge(apiUrl: string): Promise<{ token: string; bits: number }> {
  const answer = await fetch(`${apiUrl}/api/v1/public/challenges`);
  if (answer.status !== 200) throw new Error(`no challenge: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { token: string; bits: number };
}

/** Sends all of them, so many at once. @throws Error when one is not accepted */
export async function sendLetters(
  apiUrl: string,
  letters: readonly Letter[],
  atOnce: number,
): Promise<Filed> {
  const waiting = [...letters];
  const took: number[] = [];
  const began = performance.now();
  const sender = async () => {
    for (let letter = waiting.shift(); letter; letter = waiting.shift())
      took.push(await send(apiUrl, letter));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, letters.length) }, sender));
  const seconds = (performance.now() - began) / 1000;
  return { rate: letters.length / seconds, p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
}

async function send(apiUrl: string, { path, headers, body }: Letter): Promise<number> {
  const began = performance.now();
  const answer = await fetch(apiUrl + path, { method: 'POST', headers, body });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`a request was not accepted: ${answer.status} ${text}`);
  return performance.now() - began;
}
