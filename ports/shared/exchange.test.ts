import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { exchange } from './exchange.ts';

it('calls out beside Node’s own fetch, which brings an older client along', async () => {
  const server = createServer((_request, response) => response.writeHead(201).end('{"said":"yes"}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/place?with=query`;
  try {
    await (await fetch(url)).text();
    const answer = await exchange({ method: 'POST', url, headers: {}, body: '{}', timeoutMs: 5_000 });
    expect(answer).toEqual({ status: 201, text: '{"said":"yes"}' });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
