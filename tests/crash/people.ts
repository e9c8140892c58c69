import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { privacyNoticeVersion } from '#contract/requests/codes';
import { demoPassword, productId } from '#prisma/seed';
import { type Caller, callerOf, type TestAnswer } from '../support/call.ts';
import { randomNik } from '../support/requests.ts';

/** People at work while everything is killed: they press again, with the same key, until they are answered. */
export interface Worker {
  /** Repeats until the answer is none of a part that is away. */
  send(
    method: string,
    path: string,
    options?: { body?: unknown; form?: () => FormData },
  ): Promise<TestAnswer>;
}

/** Answers that say "not now, press again": a part is away, or the first press is still under way. */
const again = (answer: TestAnswer): boolean =>
  answer.status >= 500 || answer.status === 429 || answer.body?.code === 'IDEMPOTENCY_IN_PROGRESS';

export async function signedIn(url: string, email: string): Promise<Worker> {
  const caller: Caller = callerOf(url);
  const cookie = await persist(() => caller.signIn(email, demoPassword));
  return {
    send(method, path, { body, form } = {}) {
      const key = randomUUID();
      return persist(async () => {
        const answer = await caller.call(method, path, {
          cookie,
          key,
          ...(body === undefined ? {} : { body }),
          ...(form ? { form: form() } : {}),
        });
        if (again(answer)) throw new Error(`not now: ${answer.status} ${answer.text}`);
        return answer;
      });
    },
  };
}

/**
 * Tries anew until it does not throw. Where servers are killed one after the other under a hundred people, a workflow's task
 * may time out with each of them, so some wait for minutes; what counts is that all are answered.
 */
export async function persist<T>(act: () => Promise<T>, withinMs = 900_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(200);
    }
  }
}

const expectStatus = (answer: TestAnswer, wanted: number): TestAnswer => {
  if (answer.status !== wanted) throw new Error(`${answer.status} instead of ${wanted}: ${answer.text}`);
  return answer;
};

/** One order, through the cart; gives its id. */
export async function order(buyer: Worker): Promise<string> {
  const line = { productId: productId('WEBSERVICE-NIK'), quantity: 100 };
  expectStatus(await buyer.send('PUT', '/api/v1/cart/lines', { body: line }), 200);
  const { body: cart } = expectStatus(await buyer.send('GET', '/api/v1/cart'), 200);
  const lines = cart.lines.map(({ id, quantity, unitPrice }: Record<string, unknown>) => ({
    id,
    quantity,
    unitPrice,
  }));
  const { body: checkout } = expectStatus(
    await buyer.send('POST', '/api/v1/cart/checkout', { body: { lines } }),
    201,
  );
  return String(checkout.orders[0].id);
}

/** One request by telephone; gives its id. */
export async function fileRequest(operator: Worker): Promise<string> {
  const fields = {
    namaPemohon: 'Slamet Riyadi',
    nik: randomNik(),
    noKk: randomNik(),
    nomorWa: '',
    untukSiapa: 'DIRI_SENDIRI',
    belumTerbacaDi: 'BPJS',
    penyebab: '',
    permasalahan: 'NIK tidak bisa daftar BPJS',
    wilayahKk: '3374',
    kanal: 'TELEPON',
    persetujuan: privacyNoticeVersion,
  };
  const form = () => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return data;
  };
  const { body } = expectStatus(await operator.send('POST', '/api/v1/requests', { form }), 201);
  return String(body.id);
}

/** An act that may have been done before its answer was lost under another key: then its refusal is right. */
export async function act(worker: Worker, path: string, body: object): Promise<void> {
  const answer = await worker.send('POST', path, { body });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
}
