import { request } from './http.ts';
import { type AnswerOf, type BodyOf, type CallId, fillPath, routeLines } from './routes.ts';

export type CallOptions<K extends CallId> = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
} & (BodyOf<K> extends undefined ? { readonly body?: undefined } : { readonly body: BodyOf<K> });

/** Calls a route of the contract by its id; the answer and the body are typed by its schemas. */
export async function call<K extends CallId>(id: K, options: CallOptions<K>): Promise<AnswerOf<K>> {
  const [method = 'get', path = ''] = routeLines[id].split(' ');
  const body = options.body as unknown;
  const query = new URLSearchParams(options.query).toString();
  const { json } = await request(`${fillPath(path, options.params)}${query && `?${query}`}`, {
    method,
    ...(body === undefined ? (method === 'post' ? { body: '{}' } : {}) : { body: JSON.stringify(body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  });
  return json as AnswerOf<K>;
}
