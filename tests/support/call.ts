export interface TestAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers as they are
  readonly body: any;
  readonly text: string;
  readonly headers: Headers;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly form?: FormData;
  readonly cookie?: string;
  /** Idempotency-Key. */
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An API at an address. */
export interface Caller {
  readonly url: string;
  call(method: string, path: string, options?: CallOptions): Promise<TestAnswer>;
  /** Signs in and gives the cookie. */
  signIn(email: string, password: string): Promise<string>;
}

export const callerOf = (url: string): Caller => ({
  url,
  call: (method, path, options = {}) => request(url, method, path, options),
  signIn: async (email, password) => {
    const answer = await request(url, 'POST', '/api/auth/sign-in/email', { body: { email, password } });
    if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.status} ${answer.text}`);
    return cookieOf(answer);
  },
});

/** `name=value` of every cookie that an answer sets for the whole site, as a browser would send them back. */
export const cookieOf = (answer: TestAnswer): string =>
  answer.headers
    .getSetCookie()
    .filter((cookie) => /; Path=\/(;|$)/i.test(cookie))
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function request(url: string, method: string, path: string, options: CallOptions): Promise<TestAnswer> {
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...(options.key ? { 'idempotency-key': options.key } : {}),
      ...options.headers,
    },
    ...(options.form ? { body: options.form } : {}),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    text,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : null,
  };
}
