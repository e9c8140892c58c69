import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between a browser and the product that can break at the worst moment. */
export interface CutLine {
  readonly baseUrl: string;
  /**
   * Lets the next post reach the product whole, and breaks in the middle of its answer. Earlier would not do: a browser
   * by itself sends a post again that got no byte of an answer on a kept connection.
   */
  cutNextAnswer(): void;
  /** How many posts went through, and how many of them were cut. */
  counts(): { readonly posts: number; readonly cut: number };
  close(): Promise<void>;
}

/** Passes bytes on as they are: what is cut here, neither browser nor server knows of beforehand. */
export async function openCutLine(target: string): Promise<CutLine> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let armed = false;
  let posts = 0;
  let cut = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let doomed = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (chunk.subarray(0, 5).toString('latin1') === 'POST ') {
        posts += 1;
        doomed = armed;
        armed = false;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!doomed) {
        client.write(chunk);
        return;
      }
      // The product has answered: what it was asked for is done.
      cut += 1;
      const head = chunk.indexOf('\r\n\r\n') + 4;
      client.end(chunk.subarray(0, head + 10));
      upstream.removeAllListeners('data').resume();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://localhost:${(server.address() as AddressInfo).port}`,
    cutNextAnswer: () => {
      armed = true;
    },
    counts: () => ({ posts, cut }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
