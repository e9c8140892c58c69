import express from 'express';
import { Pool } from 'undici';
import { siakPaths } from '#contract/external/siak';

/**
 * A bare handler that makes the same call to the register as a metered lookup, and answers what it said: no sign-in, no
 * debit, no log. A process of its own, as the API is.
 */
const siak = new Pool(process.env['SIAK_URL'] ?? '', { connections: 64 });
const headers = {
  authorization: `Bearer ${process.env['SIAK_TOKEN']}`,
  'content-type': 'application/json',
};
const app = express();
app.post('/', express.json(), async (request, response) => {
  const { body } = await siak.request({
    method: 'POST',
    path: siakPaths.person,
    headers,
    body: JSON.stringify({ nik: request.body.NIK }),
  });
  response.json(await body.json());
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ type: 'ready', port: typeof address === 'object' ? address?.port : 0 });
});
process.on('SIGTERM', () => process.exit());
process.on('disconnect', () => process.exit());
