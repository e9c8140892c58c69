import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { pagePaths } from '#contract/shared/pages';
import { type Caller, callerOf, type TestAnswer } from '../support/call.ts';
import { form, multipart, photos, proof, send } from '../support/citizen.ts';
import { eventually } from '../support/eventually.ts';
import { picture } from '../support/pictures.ts';
import { filesUnder, findMarks, formsOf, type Mark, type Place } from './support/canary.ts';
import { openBrowser } from './support/chromium.ts';
import { citizen, fillForm, send as press } from './support/citizen.ts';
import { dumpTables } from './support/owner-sql.ts';
import { people } from './support/people.ts';
import { dumpHistories } from './support/temporal-dump.ts';

/**
 * The canary: a person whose name, numbers, note and pictures are like nobody else's goes through every flow of the
 * synchronisation request, the failing ones too. Then everything that was written anywhere is searched for them.
 */
const person = {
  namaPemohon: 'Kanariwati Rahasyanto',
  nik: '3374015504920773',
  noKk: '3374012209180664',
  /** WhatsApp refuses this one and takes the other. */
  refusedWa: '081299470001',
  nomorWa: '081299473355',
};
const note = 'Kenari-kuning-bersiul-7731';
const told = `${person.namaPemohon} dengan NIK ${person.nik}: ${note}`;
const patience = { withinMs: 120_000, everyMs: 500 };

const { baseUrl, accounts, dataDir } = inject('product');
/** A product that somebody else started keeps its data where we cannot look. */
const walk = dataDir === null ? describe.skip : describe;
const folder = dataDir ?? '';
const api: Caller = callerOf(baseUrl);
let pictureFile: Buffer;
let servedPicture: Buffer;
const cookies: Record<string, string> = {};
/** Every address that a browser or a caller of ours asked for. */
const addresses: string[] = [];
type Who = 'operator' | 'consolidator' | 'otherConsolidator' | 'auditor';

const as = (who: Who) => ({
  get: (path: string) => ask('GET', path, { cookie: cookies[who] ?? '' }),
  post: (path: string, body: unknown = {}) =>
    ask('POST', path, { cookie: cookies[who] ?? '', key: randomUUID(), body }),
});

async function ask(...[method, path, options]: Parameters<Caller['call']>): Promise<TestAnswer> {
  addresses.push(path);
  return api.call(method, path, options);
}

const ok = (answer: TestAnswer): TestAnswer => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text.slice(0, 300)}`);
  return answer;
};

/** Tells a simulator how to behave. */
async function order(simulator: 'dwh' | 'whatsapp', body: unknown): Promise<void> {
  const ports = JSON.parse(readFileSync(join(folder, 'ports.json'), 'utf8'));
  const answer = await fetch(`http://127.0.0.1:${ports[simulator]}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

const marked = (changes: Readonly<Record<string, string | undefined>> = {}) =>
  form({
    namaPemohon: person.namaPemohon,
    nik: person.nik,
    noKk: person.noKk,
    nomorWa: person.refusedWa,
    permasalahan: told,
    ...changes,
  });

const pictures = () => photos({ fotoKk: pictureFile, fotoKtp: pictureFile });

const idOf = async (code: string): Promise<string> => {
  const { body } = ok(await as('auditor').get(`/api/v1/requests?filter={"code":"${code}"}`));
  return body[0].id;
};

const secretOf = (answer: TestAnswer) => ({ headers: { 'x-tracking-secret': answer.body.secret as string } });

walk('a marked person', () => {
  beforeAll(async () => {
    pictureFile = await picture({ width: 900, height: 600, withPlace: true });
    for (const who of ['operator', 'consolidator', 'otherConsolidator', 'auditor'] as const) {
      const account = accounts.find(({ email }) => email === people[who]);
      cookies[who] = await api.signIn(people[who], account?.password ?? '');
    }
  });

  it('is refused in every way', async () => {
    for (const [changes, files] of [
      [{ nik: `${person.nik}7` }],
      [{ noKk: person.nik }],
      [{ nomorWa: `${person.nomorWa}12345` }],
      [{ wilayahKk: '9999' }],
      [{ wilayahKk: person.nik }],
      [{ permasalahan: told.repeat(40) }],
      [{ jawaban: 'salah', tantangan: person.nik }],
      [{}, { fotoKk: undefined }],
      [{}, { fotoKk: pictureFile.subarray(0, 500) }],
      [{}, { fotoKk: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><text>${told}</text></svg>`) }],
      [{}, { fotoKk: Buffer.from(`%PDF-1.7 ${told}`) }],
    ] as const) {
      const { status } = await send(api, marked(changes), { ...(await pictures()), ...files });
      expect(status, JSON.stringify(Object.keys(changes))).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    const broken = await fetch(`${baseUrl}/api/v1/lookups`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookies.operator ?? '' },
      body: `{"kind":"NIK","number":${person.nik}x`,
    });
    expect(broken.status).toBe(400);
    // Typed where a code belongs: the address is the person's doing, keeping it in a log would be ours.
    for (const typed of [person.nik, encodeURIComponent(person.namaPemohon)]) {
      expect((await api.call('GET', `/api/v1/public/requests/${typed}`)).status).toBe(404);
    }
  });

  it('goes the long way: 50 times at once, corrected, asked after, failed at the DWH, done, and begun anew', async () => {
    const key = randomUUID();
    const fields = { ...marked(), ...(await proof(api)) };
    const answers = await Promise.all(
      Array.from({ length: 50 }, async () => send(api, fields, await pictures(), key)),
    );
    const sent = answers.find(({ status }) => status === 201);
    if (!sent) throw new Error(`not taken: ${answers[0]?.text}`);
    const { code } = sent.body;
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.code)).size).toBe(1);
    const id = await idOf(code);
    const act = (who: Who, action: string, body: unknown = {}) =>
      as(who).post(`/api/v1/requests/${id}/actions/${action}`, body);
    const step = (who: Who, action: string, body: unknown = {}) =>
      as(who).post(`/api/v1/requests/${id}/steps/KONSOLIDASI_MANUAL/actions/${action}`, body);

    for (const [kind, number] of [
      ['NIK', person.nik],
      ['KK', person.noKk],
    ] as const) {
      const { token } = ok(await as('operator').post('/api/v1/lookups', { kind, number })).body;
      ok(await as('operator').get(`/api/v1/requests?filter={"lookup":"${token}"}`));
    }
    ok(await as('operator').get('/api/v1/requests.csv'));
    const { photos: kept } = ok(await as('operator').get(`/api/v1/requests/${id}`)).body;
    const shown = await fetch(`${baseUrl}/api/v1/requests/${id}/photos/${kept[0].id}`, {
      headers: { cookie: cookies.operator ?? '' },
    });
    servedPicture = Buffer.from(await shown.arrayBuffer());
    await order('dwh', { mode: 'down', forNik: person.nik });
    await as('operator').post(`/api/v1/requests/${id}/dwh-readings`);
    await order('dwh', { mode: 'normal' });
    ok(
      await act('operator', 'correct', {
        note: told,
        fields: { namaPemohon: `${person.namaPemohon} Putri`, nomorWa: person.nomorWa },
      }),
    );
    expect((await act('operator', 'complete', { note: told })).status).toBeGreaterThanOrEqual(400);
    ok(await act('operator', 'approve', { note: told }));
    ok(await step('consolidator', 'take'));
    ok(
      await as('otherConsolidator').post(`/api/v1/requests/${id}/unmaskings`, { reason: 'Pemeriksaan mutu' }),
    );
    ok(await step('consolidator', 'ask', { note: told }));
    ok(await step('operator', 'answer', { note: told }));
    await order('dwh', { mode: 'fail', forNik: person.nik, count: 1 });
    ok(await step('consolidator', 'complete', { result: 'DATA_DIPERBAIKI', note: told }));
    const dwh = `/api/v1/requests/${id}/steps/SINKRONISASI_DWH/actions`;
    await eventually(async () => ok(await as('consolidator').post(`${dwh}/retry`, { note: told })), patience);
    const track = () => ask('GET', `/api/v1/public/requests/${code}`, secretOf(sent));
    await eventually(async () => expect((await track()).body.status).toBe('SELESAI'), patience);
    ok(await as('auditor').get(`/api/v1/requests/${id}/access-log`));

    const again = ok(
      await ask('POST', `/api/v1/public/requests/${code}/feedback`, {
        ...secretOf(sent),
        key: randomUUID(),
        body: { permasalahan: told, belumTerbacaDi: 'BANK' },
      }),
    );
    await cancelAndResubmit(again);
  });

  it('comes to the counter, forgets the code, and types it all into the pages of a browser', async () => {
    const filed = ok(
      await ask('POST', '/api/v1/requests', {
        cookie: cookies.operator ?? '',
        key: randomUUID(),
        form: multipart({ ...marked({ nomorWa: person.nomorWa }), kanal: 'LOKET' }, await pictures()),
      }),
    ).body;
    const paper = `/api/v1/requests/${filed.id}/documents/tanda-terima?receipt=${filed.receipt}`;
    ok(await as('operator').get(paper));
    ok(
      await ask('POST', '/api/v1/public/link-recoveries', {
        body: { nik: person.nik, ...(await proof(api)) },
      }),
    );
    await typeInBrowser();
  });

  it('stands nowhere: not in the tables, histories, files, logs, mails or addresses', async () => {
    await eventually(async () => {
      const tables = await dumpTables(folder);
      const notices = tables.find(({ name }) => name.endsWith('outgoing_notice'))?.rows ?? [];
      expect(notices.length).toBeGreaterThan(5);
      // The head of section hears of a question a working day later.
      const due = notices.filter((row) => !row.includes(',REQUEST_QUESTION_OPEN,'));
      expect(due.filter((row) => row.includes(',QUEUED,'))).toEqual([]);
    }, patience);
    const places: Place[] = [];
    for await (const place of everything()) places.push(place);
    const names = places.map(({ name }) => name);
    for (const wanted of [
      'table public.sync_request',
      'history of request-',
      'logs/api.log',
      'logs/worker.log',
      'temporal/temporal.db',
      'files/',
      'simulators/whatsapp',
      'postgres/data/pg_wal/',
    ]) {
      expect(
        names.some((name) => name.startsWith(wanted)),
        wanted,
      ).toBe(true);
    }
    expect(findMarks(marks(), places)).toEqual([]);
  });
});

/** The office sends it back with a note; the citizen files anew and withdraws. */
async function cancelAndResubmit(sent: TestAnswer): Promise<void> {
  const { code } = sent.body;
  const act = (id: string, action: string, body: unknown) =>
    eventually(
      async () => ok(await as('operator').post(`/api/v1/requests/${id}/actions/${action}`, body)),
      patience,
    );
  await act(await idOf(code), 'cancel', { note: told });
  ok(await ask('GET', `/api/v1/public/requests/${code}/draft`, secretOf(sent)));
  const mended = ok(
    await ask('POST', `/api/v1/public/requests/${code}/resubmissions`, {
      ...secretOf(sent),
      key: randomUUID(),
      form: multipart({ ...marked(), ...(await proof(api)) }, {}),
    }),
  );
  await eventually(
    async () =>
      ok(
        await ask('POST', `/api/v1/public/requests/${mended.body.code}/actions/withdraw`, {
          ...secretOf(mended),
          key: randomUUID(),
          body: { note: told },
        }),
      ),
    patience,
  );
}

/** The form with its script, refused for its missing photos; and posted as a browser without a script does. */
async function typeInBrowser(): Promise<void> {
  const browser = await openBrowser();
  const { page, close } = await citizen(browser);
  page.on('request', (request) => addresses.push(request.url()));
  await page.goto(pagePaths.requestForm());
  await fillForm(page, { ...person, permasalahan: told });
  await page.locator('[name=namaPemohon]').fill(person.namaPemohon);
  await press(page);
  await page.getByRole('alert').first().waitFor();
  await close();
  await browser.close();
  const plain = await ask('POST', pagePaths.requestForm(), { form: multipart(marked(), {}) });
  expect(plain.status).toBe(422);
  expect(plain.text, 'what was typed is on the page that comes back').toContain(person.nik);
}

/** A piece out of the middle: what stands at the beginning is alike in all pictures. */
const piece = (bytes: Buffer): Buffer => bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 48);

const marks = (): Mark[] => [
  { name: 'the name', value: 'Kanariwati' },
  { name: 'the surname', value: 'Rahasyanto' },
  { name: 'the NIK', value: person.nik },
  { name: 'the KK number', value: person.noKk },
  // Whoever delivers a message has to know where to.
  { name: 'the refused telephone', value: person.refusedWa.slice(1), allowed: ['simulators/whatsapp'] },
  { name: 'the telephone', value: person.nomorWa.slice(1), allowed: ['simulators/whatsapp'] },
  { name: 'the note', value: note },
  { name: "the camera's name in the picture", value: 'KANARI-KAMERA' },
  { name: 'the picture as it was sent', value: piece(pictureFile) },
  { name: 'the picture as it is kept', value: piece(servedPicture) },
];

/** The DWH is asked about people by their numbers; what it keeps is its own matter. */
const outside = ['simulators/dwh', 'simulators/siak'];

async function* everything(): AsyncGenerator<Place> {
  for (const { name, rows } of await dumpTables(folder)) {
    yield { name: `table ${name}`, content: Buffer.from(rows.join('\n')) };
  }
  for (const { id, text } of await dumpHistories(folder)) {
    yield { name: `history of ${id}`, content: Buffer.from(text) };
  }
  yield { name: 'addresses', content: Buffer.from(addresses.join('\n')) };
  yield* filesUnder(folder, outside);
}

it('would be found in every form that it may be written in', () => {
  const planted = mkdtempSync(join(tmpdir(), 'loket-canary-'));
  const forms = formsOf(person.namaPemohon);
  for (const [at, [, bytes]] of forms.entries()) {
    writeFileSync(join(planted, `${at}`), Buffer.concat([Buffer.from([1, 255]), bytes, Buffer.from([0, 2])]));
  }
  for (const before of [0, 1, 2]) {
    const text = Buffer.from(`${'x'.repeat(before)}${person.namaPemohon} and more`).toString('base64');
    writeFileSync(join(planted, `base64-${before}`), text);
  }
  const found = findMarks([{ name: 'the name', value: person.namaPemohon }], filesUnder(planted));
  rmSync(planted, { recursive: true });
  expect(found).toHaveLength(forms.length + 3);
});
