import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '#contract/shared/errors';
import { eventually } from '../../tests/support/eventually.ts';
import { keepablePhoto } from './photos.ts';
import { fileNameOf, type Multipart, readMultipart } from './uploads.ts';

const mega = 1024 * 1024;
const photos = ['image/jpeg', 'image/png'];
const rules = {
  files: {
    small: { maxBytes: 2 * mega, types: photos },
    large: { maxBytes: 20 * mega, types: photos },
  },
  limits: { fields: 15, fieldBytes: 20_000 },
};
const jpegHead = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
const ofSize = (bytes: number): Buffer => Buffer.concat([jpegHead, Buffer.alloc(bytes - jpegHead.length, 1)]);

let directory: string;
let server: Server;
let url: string;
/** What the handler does with the body that was read. */
let use: (input: Multipart) => Promise<unknown> = async () => null;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'loket-uploads-'));
  const app = express();
  app.post('/', async (request, response) => {
    try {
      const input = await readMultipart(request, response, rules, directory);
      try {
        response.json({ fields: input.fields, used: await use(input) });
      } finally {
        await input.discard();
      }
    } catch (error) {
      if (!isAppError(error)) throw error;
      response.status(error.status).json({ code: error.code, errors: error.errors });
    }
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true });
});
beforeEach(() => {
  use = async ({ files }) =>
    Object.fromEntries(Object.entries(files).map(([name, file]) => [name, file?.bytes ?? null]));
});

async function send(
  files: Readonly<Record<string, Buffer>>,
  fields: Readonly<Record<string, string>> = {},
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers as they are
): Promise<{ status: number; body: any }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const [name, content] of Object.entries(files))
    form.set(name, new Blob([new Uint8Array(content)]), 'foto.jpg');
  const answer = await fetch(url, { method: 'POST', body: form });
  return { status: answer.status, body: await answer.json() };
}

describe('a body of several files', () => {
  it('is read with every file whole, and nothing stays on the disk', async () => {
    use = async ({ files }) => {
      const contents = await Promise.all([files.small?.read(), files.large?.read()]);
      return contents.map((content) => content?.equals(ofSize(content.length)));
    };
    const { body } = await send({ small: ofSize(mega), large: ofSize(15 * mega) }, { name: 'Budi' });
    expect(body).toEqual({ fields: { name: 'Budi' }, used: [true, true] });
    await eventually(() => {
      expect(readdirSync(directory)).toEqual([]);
    });
  });

  it('lies on the disk only so that nobody can read it', async () => {
    use = async () =>
      readdirSync(directory).map((name) => readFileSync(join(directory, name)).includes('KANARI'));
    const marked = Buffer.concat([ofSize(1000), Buffer.from('KANARI-1610012345670001')]);
    expect((await send({ small: marked })).body.used).toEqual([false]);
  });

  it("is refused at the field whose own cap is passed, though another's is higher", async () => {
    const { status, body } = await send({ large: ofSize(3 * mega), small: ofSize(3 * mega) });
    expect(status).toBe(413);
    expect(body).toEqual({
      code: 'PAYLOAD_TOO_LARGE',
      errors: [{ path: 'small', code: 'FILE_TOO_LARGE', params: { max: '2 MB' } }],
    });
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is taken at exactly the cap, and refused one byte above it', async () => {
    expect((await send({ small: ofSize(2 * mega) })).body.used).toEqual({ small: 2 * mega, large: null });
    expect((await send({ small: ofSize(2 * mega + 1) })).status).toBe(413);
  });

  it('is cut off while it streams in: of 40 MB no more than the cap is kept', async () => {
    const { status } = await send({ large: ofSize(40 * mega) });
    expect(status).toBe(413);
    expect(readdirSync(directory)).toEqual([]);
  });

  it('leaves nothing when its sender goes away in the middle', async () => {
    const request = httpRequest(url, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    request.on('error', () => undefined);
    request.write('--x\r\nContent-Disposition: form-data; name="large"; filename="a.jpg"\r\n\r\n');
    request.write(ofSize(mega));
    await eventually(() => {
      expect(readdirSync(directory)).toHaveLength(1);
    });
    request.destroy();
    await eventually(() => {
      expect(readdirSync(directory)).toEqual([]);
    });
  });
});

describe('the texts of a multipart body', () => {
  it('may be as long as the route says', async () => {
    const text = 'é🙂'.repeat(3_000);
    expect((await send({}, { problem: text })).body.fields).toEqual({ problem: text });
  });

  it('are refused at their field when they are longer', async () => {
    const { status, body } = await send({}, { problem: 'a'.repeat(100_000) });
    expect([status, body.errors]).toEqual([
      422,
      [{ path: 'problem', code: 'TOO_BIG', params: { max: 20_000 } }],
    ]);
  });

  it('are refused when there are more than the route takes', async () => {
    const fields = Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`f${at}`, 'x']));
    expect((await send({}, fields)).body.code).toBe('MALFORMED_BODY');
  });
});

describe('a photo', () => {
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: 'red' } });
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 0x24]), Buffer.from('ftypheic'), Buffer.alloc(24)]);
  beforeEach(() => {
    use = async ({ files }) => {
      if (!files.large) throw new Error('no photo');
      const { width, height } = await keepablePhoto(files.large, 'large');
      return { width, height };
    };
  });

  it('is kept anew', async () => {
    const sent = await picture(40, 30).png().toBuffer();
    expect((await send({ large: sent })).body.used).toEqual({ width: 40, height: 30 });
  });

  it.each<[string, Buffer | (() => Promise<Buffer>), number, string]>([
    ['a PDF named .jpg', Buffer.from('%PDF-1.7 ........'), 415, 'FILE_TYPE'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 415, 'FILE_TYPE'],
    ['an empty file', Buffer.alloc(0), 415, 'FILE_TYPE'],
    ["an iPhone's HEIC", heic, 415, 'PHOTO_HEIC'],
    [
      'a photo that was cut off',
      async () => (await picture(900, 900).jpeg({ quality: 100 }).toBuffer()).subarray(0, 3000),
      422,
      'PHOTO_UNREADABLE',
    ],
    ['too many pixels', () => picture(8000, 5001).png().toBuffer(), 413, 'PHOTO_TOO_LARGE_PIXELS'],
  ])('is refused at its field with a sentence that helps: %s', async (_, made, status, code) => {
    const answer = await send({ large: typeof made === 'function' ? await made() : made });
    expect(answer.status).toBe(status);
    expect(answer.body.errors).toMatchObject([{ path: 'large', code }]);
  });
});

it.each([
  ['bukti transfer.pdf', 'application/pdf', 'bukti transfer.pdf'],
  ['BUKTI.PDF', 'application/pdf', 'BUKTI.PDF'],
  ['foto.jpeg', 'image/jpeg', 'foto.jpeg'],
  ['laporan.csv', 'text/csv', 'laporan.csv'],
])('keeps an honest name: %s', (name, type, kept) => {
  expect(fileNameOf(name, type)).toBe(kept);
});

it.each([
  ['bukti.html', 'application/pdf', 'bukti.html.pdf'],
  ['foto.png', 'image/jpeg', 'foto.png.jpg'],
  ['gpj.\u202efdp.exe', 'application/pdf', 'gpj.fdp.exe.pdf'],
  ['../../etc/passwd', 'image/png', 'passwd.png'],
  ['C:\\temp\\a.pdf', 'application/pdf', 'a.pdf'],
  ['a\r\nSet-Cookie: b=c.pdf', 'application/pdf', 'aSet-Cookie: b=c.pdf'],
  ['\u200b', 'application/pdf', 'file.pdf'],
  ['', 'text/csv', 'file'],
])('makes a name harmless and true to the file: %j', (name, type, kept) => {
  expect(fileNameOf(name, type)).toBe(kept);
});

it('cuts a long name and never half a sign', () => {
  const name = fileNameOf(`${'a'.repeat(189)}🙂${'b'.repeat(50)}.pdf`, 'application/pdf');
  expect(name).toBe(`${'a'.repeat(189)}.pdf`);
});
