import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signSemesterReceipt } from '#documents/metering/semester-receipt-signature';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort, type StoragePort } from '#ports/storage/storage-port';
import { institutionId, seed } from '#prisma/seed';
import { openReturnDataChunk } from '#records/metering/return-data';
import { openOwedReports, remindOfReports } from '#records/metering/semester-rounds';
import { checkReturnData } from '../../../activities/metering/check-return-data.ts';
import { testConfig } from '../../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { institutionHandlers } from '../../institutions/index.ts';
import { documentHandlers } from '../../orders/documents.ts';
import { dutyHandlers } from './index.ts';

let database: TestDatabase;
let api: TestApi;
let storage: StoragePort;
let now = new Date('2026-07-10T03:00:00Z');
let own: TestPerson;
let other: TestPerson;
let staff: TestPerson;
const bank = institutionId('BANK-CONTOH');

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  storage = createStoragePort({
    url: undefined,
    directory: mkdtempSync(join(tmpdir(), 'loket-duties-')),
    sealer: keyRingSealer(testConfig().dataKeys),
  });
  api = await serveTestApi(database, {
    implementations: [...dutyHandlers, ...institutionHandlers, ...documentHandlers],
    ports: { storage },
    now: () => now,
  });
  own = await addPerson(database.db, { roles: ['lembaga-admin'], institutionId: bank });
  const pusat = institutionId('DEMO-PUSAT');
  other = await addPerson(database.db, { roles: ['lembaga-admin'], institutionId: pusat });
  staff = await addPerson(database.db, { roles: ['staf-kerjasama'], institutionId: null });
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

let keys = 0;
interface Answer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many routes
  readonly json: any;
}
async function ask(who: TestPerson, method: string, path: string, body?: unknown): Promise<Answer> {
  const isForm = body instanceof FormData;
  const response = await fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: {
      cookie: who.cookie,
      'idempotency-key': `duties-${++keys}`,
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, text, json: isJson ? JSON.parse(text) : null };
}

const nik = '3374014101900001';
const heading = 'NIK;LAYANAN;TANGGAL;HASIL';
const right = `${nik};Buka rekening;2026-07-01;DILAYANI`;
async function upload(content: string | Buffer, who = own): Promise<Answer> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(Buffer.from(content as string))]), 'balikan.csv');
  return ask(who, 'POST', '/return-data', form);
}
const deps = () => ({ db: database.db, storage, vault: api.deps.vault, now: () => now });
const nobodyStops = () => undefined;
async function checked(content: string | Buffer, alive: () => void = nobodyStops) {
  const { json } = await upload(content);
  await checkReturnData(deps(), json.id, alive);
  return (await ask(own, 'GET', `/return-data/${json.id}`)).json;
}
const faultsOf = async (id: string, who = own) =>
  ask(
    who,
    'GET',
    `/return-data-faults?${new URLSearchParams({ filter: JSON.stringify({ returnDataId: id }) })}`,
  );

const exportOf = async (path: string, filter: object, who: TestPerson) => {
  const query = new URLSearchParams({ filter: JSON.stringify(filter) });
  const { status, text } = await ask(who, 'GET', `/${path}.csv?${query}`);
  expect(status, text).toBe(200);
  const [head = '', ...lines] = text.trim().split('\r\n');
  return { head, lines };
};

describe('a file of databalikan', () => {
  it('is stored sealed, checked row by row, and its wrong rows are told without their content', async () => {
    const wrong = '=cmd|calc;Buka rekening;2026-07-01;DILAYANI';
    const file = await checked([heading, right, wrong, `${nik};;31/02/2026;x`].join('\r\n'));
    expect(file).toMatchObject({ status: 'SELESAI', checkedRows: 3, acceptedRows: 1, rejectedRows: 2 });
    const { json } = await faultsOf(file.id);
    expect(json).toHaveLength(4);
    expect(json).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ line: 3, column: 'NIK', fault: 'FORMULA' }),
        expect.objectContaining({ line: 4, column: 'LAYANAN', fault: 'REQUIRED' }),
        expect.objectContaining({ line: 4, column: 'TANGGAL', fault: 'DATE' }),
        expect.objectContaining({ line: 4, column: 'HASIL', fault: 'RESULT' }),
      ]),
    );
    const csv = await ask(own, 'GET', `/return-data/${file.id}/faults.csv`);
    expect(csv.text).toContain('3;NIK;');
    expect(csv.text).not.toContain('cmd|calc');
    const chunks = await database.db.returnDataChunk.findMany({ where: { returnDataId: file.id } });
    expect(JSON.stringify(chunks)).not.toContain(nik);
    expect(chunks.flatMap((chunk) => openReturnDataChunk(api.deps.vault, chunk))).toEqual([
      { nik, service: 'Buka rekening', day: '2026-07-01', result: 'DILAYANI' },
    ]);
  });

  it('stands in a CSV of the list as it is filtered, for its own institution and the centre', async () => {
    const file = await checked([heading, right.replace('Buka', 'Pindah'), `${nik};;x;x`].join('\n'));
    const expected = /;balikan\.csv;Selesai diperiksa;;2;1;1;/;
    for (const who of [own, staff]) {
      const { head, lines } = await exportOf('return-data', { id: [file.id] }, who);
      expect(head).toContain('Lembaga;Berkas;Status;');
      expect(lines).toEqual([expect.stringMatching(expected)]);
    }
    expect((await exportOf('return-data', { id: [file.id] }, other)).lines).toEqual([]);
    expect((await exportOf('return-data', { status: 'DITOLAK' }, own)).lines).toEqual([]);
    const trail = await database.db.auditEntry.findMany({ where: { event: 'RETURN_DATA_EXPORTED' } });
    expect(trail.map(({ actorId }) => actorId)).toEqual([own.id, staff.id, other.id, own.id]);
  });

  it('that was uploaded before changes nothing and is told so', async () => {
    const content = [heading, right.replace('Buka', 'Tutup')].join('\n');
    const first = await upload(content);
    const again = await upload(content);
    expect(again.json).toMatchObject({ id: first.json.id, repeated: true });
    expect(await database.db.outbox.count({ where: { refId: first.json.id } })).toBe(1);
    expect(await database.db.pendingFile.count()).toBe(0);
  });

  it('is noted before it lies in the storage, so that no crash leaves one that nobody finds', async () => {
    const { put } = storage;
    const noted: number[] = [];
    const watched = vi.spyOn(storage, 'put').mockImplementation(async (key, ...rest) => {
      noted.push(await database.db.pendingFile.count({ where: { storageKey: key } }));
      return put(key, ...rest);
    });
    await upload([heading, right.replace('Buka', 'Ubah')].join('\n'));
    watched.mockRestore();
    expect(noted).toEqual([1]);
  });

  it.each([
    ['', 'COLUMNS', [...heading.split(';')].slice(0, 0)],
    [`${heading}\n;;;\n`, 'EMPTY', []],
    ['NIK;LAYANAN;HASIL\n1;2;3', 'COLUMNS', ['TANGGAL']],
    [Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'UNREADABLE', []],
  ] as const)('is refused as a whole: case %#', async (content, refusal, missingColumns) => {
    const file = await checked(content as string);
    expect(file).toMatchObject({ status: 'DITOLAK', refusal, missingColumns, acceptedRows: 0 });
  });

  it.each([
    ['Windows-1252', iconv.encode(`${heading}\n${nik};Kafé;2026-07-01;DILAYANI`, 'win1252')],
    ['UTF-16', iconv.encode(`${heading}\n${nik};Kafé;2026-07-01;DILAYANI`, 'utf16le', { addBOM: true })],
  ])('is read right in %s', async (_, content) => {
    const file = await checked(content);
    const chunk = await database.db.returnDataChunk.findFirstOrThrow({ where: { returnDataId: file.id } });
    expect(openReturnDataChunk(api.deps.vault, chunk)[0]?.service).toBe('Kafé');
  });

  it('goes on where its check broke off, and keeps nothing twice', async () => {
    const rows = Array.from({ length: 12_000 }, (_, at) => `${nik};Layanan ${at};2026-07-01;DILAYANI`);
    const { json } = await upload([heading, ...rows, 'x'].join('\n'));
    let beats = 0;
    const dies = () => {
      beats += 1;
      if (beats === 2) throw new Error('the worker died');
    };
    await expect(checkReturnData(deps(), json.id, dies)).rejects.toThrow('the worker died');
    const half = (await ask(own, 'GET', `/return-data/${json.id}`)).json;
    expect(half).toMatchObject({ status: 'DIPERIKSA', checkedRows: 5_000 });
    await checkReturnData(deps(), json.id, nobodyStops);
    const file = (await ask(own, 'GET', `/return-data/${json.id}`)).json;
    expect(file).toMatchObject({ status: 'SELESAI', acceptedRows: 12_000, rejectedRows: 1, progress: 100 });
    const chunks = await database.db.returnDataChunk.findMany({ where: { returnDataId: json.id } });
    const services = chunks.flatMap((chunk) => openReturnDataChunk(api.deps.vault, chunk));
    expect(new Set(services.map(({ service }) => service)).size).toBe(12_000);
  });

  it('with a row too many is refused, and what had been kept of it goes', async () => {
    const rows = Array.from({ length: 5_001 }, (_, at) => `${nik};Terlalu ${at};2026-07-01;x`);
    const { json } = await upload([heading, ...rows].join('\n'));
    await checkReturnData({ ...deps(), mostRows: 5_000 }, json.id, nobodyStops);
    const file = (await ask(own, 'GET', `/return-data/${json.id}`)).json;
    expect(file).toMatchObject({ status: 'DITOLAK', refusal: 'TOO_MANY_ROWS', rejectedRows: 0 });
    expect(await database.db.returnDataFault.count({ where: { returnDataId: json.id } })).toBe(0);
  });

  it('is nothing to another institution', async () => {
    const { json } = await upload(`${heading}\n${right.replace('Buka', 'Ganti')}`);
    expect((await ask(other, 'GET', `/return-data/${json.id}`)).status).toBe(404);
    expect((await faultsOf(json.id, other)).status).toBe(404);
    expect((await ask(other, 'GET', '/return-data')).json).toEqual([]);
    expect((await ask(staff, 'GET', `/return-data/${json.id}`)).status).toBe(200);
  });
});

describe('a semester report', () => {
  it('opens by itself, is written, submitted, returned, submitted again and accepted', async () => {
    const { db } = database;
    await db.accessLog.findFirst();
    await openOwedReports(db, { now, after: null });
    const { json: rows } = await ask(own, 'GET', '/semester-reports');
    expect(rows).toMatchObject([{ half: '2026-1', dueOn: '2026-07-31', status: 'DRAF', late: false }]);
    const id = rows[0].id as string;
    const act = (who: TestPerson, action: string, note?: string) =>
      ask(who, 'POST', `/semester-reports/${id}/actions/${action}`, note ? { note } : {});

    expect((await act(own, 'submit')).json.errors).toMatchObject([{ path: 'purpose' }]);
    const words = { purpose: 'Pembukaan rekening', obstacles: '-', followUps: '-' };
    const written = await ask(own, 'PUT', `/semester-reports/${id}`, { ...words, version: 1 });
    expect(written.json).toMatchObject({ purpose: words.purpose, version: 2, allowed: ['submit'] });
    expect((await ask(own, 'PUT', `/semester-reports/${id}`, { ...words, version: 1 })).status).toBe(409);
    expect((await ask(own, 'GET', `/semester-reports/${id}/receipt`)).status).toBe(409);

    expect((await act(own, 'submit')).json).toMatchObject({ status: 'DIAJUKAN', editable: false });
    expect((await ask(own, 'PUT', `/semester-reports/${id}`, { ...words, version: 3 })).status).toBe(409);
    expect((await act(own, 'accept')).status).toBe(403);
    expect((await act(staff, 'return')).json.code).toBe('NOTE_REQUIRED');
    expect((await act(staff, 'return', 'Tujuan kurang jelas')).json.status).toBe('DIKEMBALIKAN');
    expect(
      await db.outgoingNotice.count({ where: { template: 'SEMESTER_REPORT_RETURNED' } }),
    ).toBeGreaterThan(0);

    expect((await act(own, 'submit')).json.status).toBe('DIAJUKAN');
    const { json } = await act(staff, 'accept');
    expect(json).toMatchObject({ status: 'DITERIMA', allowed: [] });
    expect(json.history.map(({ action }: { action: string }) => action)).toEqual([
      ...['accept', 'submit', 'return', 'submit', 'open'],
    ]);
    const receipt = await ask(own, 'GET', `/semester-reports/${id}/receipt`);
    expect(receipt.text.slice(0, 5)).toBe('%PDF-');
    expect((await ask(other, 'GET', `/semester-reports/${id}`)).status).toBe(404);
  });

  it('is written on while a long count of its figures goes on', async () => {
    const { json } = await ask(own, 'POST', '/semester-reports', { half: '2025-2' });
    const words = { purpose: 'Pembukaan rekening', obstacles: '-', followUps: '-' };
    const write = (version: number) => ask(own, 'PUT', `/semester-reports/${json.id}`, { ...words, version });
    await write(1);
    let submitted: Promise<Answer> | undefined;
    await database.owner.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE access_log IN ACCESS EXCLUSIVE MODE`;
      submitted = ask(own, 'POST', `/semester-reports/${json.id}/actions/submit`, {});
      await vi.waitFor(async () => {
        const [row] = await tx.$queryRaw<{ waiting: bigint }[]>`
          SELECT count(*) AS waiting FROM pg_locks
          WHERE relation = 'access_log'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND NOT granted`;
        expect(row?.waiting).toBe(1n);
      });
      const stuck = new Promise<null>((resolve) => setTimeout(resolve, 2_000, null));
      expect(await Promise.race([write(2), stuck])).toMatchObject({ status: 200, json: { version: 3 } });
    });
    expect((await submitted)?.json).toMatchObject({ status: 'DIAJUKAN' });
  });

  it('stands in a CSV of the list as it is filtered, for its own institution and the centre', async () => {
    const filter = { half: '2026-1' };
    const { head, lines } = await exportOf('semester-reports', filter, own);
    expect(head).toContain('Lembaga;Semester;Batas waktu;Status;');
    expect(lines).toEqual([
      expect.stringMatching(/;Semester 1 2026 \(Januari sampai Juni\);2026-07-31;Diterima;[^;]+;[^;]+;$/),
    ]);
    const all = await exportOf('semester-reports', filter, staff);
    expect(all.lines).toHaveLength(await database.db.semesterReport.count({ where: filter }));
    expect(all.lines).toEqual(expect.arrayContaining(lines));
    expect((await exportOf('semester-reports', { ...filter, late: true }, own)).lines).toEqual([]);
    const trail = await database.db.auditEntry.findMany({ where: { event: 'SEMESTER_REPORTS_EXPORTED' } });
    expect(trail.map(({ actorId }) => actorId)).toEqual([own.id, staff.id, own.id]);
  });

  it('has a tanda terima whose QR is told from a forged one', async () => {
    const token = signSemesterReceipt(api.deps.config.documentSigningKey, {
      ...{ institutionCode: 'BANK-CONTOH', institution: 'Bank', half: '2026-1' },
      ...{ submittedAt: now.toISOString(), printedAt: now.toISOString() },
    });
    const check = async (given: string) =>
      (await ask(own, 'POST', '/public/document-checks', { token: given })).json;
    expect(await check(token)).toMatchObject({ genuine: true, about: 'semester-report' });
    expect(await check(`${token.slice(0, -6)}AAAAAA`)).toEqual({ genuine: false });
  });

  it('of a half-year that goes on is not submitted', async () => {
    const { json } = await ask(own, 'POST', '/semester-reports', { half: '2026-2' });
    await ask(own, 'PUT', `/semester-reports/${json.id}`, {
      ...{ purpose: 'x', obstacles: '', followUps: '', version: 1 },
    });
    const refused = await ask(own, 'POST', `/semester-reports/${json.id}/actions/submit`, {});
    expect(refused.json.errors).toMatchObject([{ path: 'half', code: 'HALF_NOT_OVER' }]);
  });

  it('is reminded of once a stage, warned of when late, and suspends nobody', async () => {
    const { db } = database;
    const pusat = institutionId('DEMO-PUSAT');
    const about = async (template: string) =>
      db.outgoingNotice.count({ where: { template, recipient: other.email } });
    await remindOfReports(db, { now, after: null });
    await remindOfReports(db, { now, after: null });
    expect(await about('SEMESTER_REPORT_DUE')).toBe(1);
    now = new Date('2026-07-28T03:00:00Z');
    await remindOfReports(db, { now, after: null });
    expect(await about('SEMESTER_REPORT_DUE')).toBe(2);
    now = new Date('2026-08-20T03:00:00Z');
    await remindOfReports(db, { now, after: null });
    expect(await about('SEMESTER_REPORT_LATE')).toBe(1);
    const filter = encodeURIComponent(JSON.stringify({ late: true }));
    const { json } = await ask(staff, 'GET', `/semester-reports?filter=${filter}`);
    expect(json.map((row: { institutionId: string }) => row.institutionId)).toContain(pusat);
    expect((await db.institution.findUniqueOrThrow({ where: { id: pusat } })).suspendedAt).toBeNull();
  });

  it('that is late is acted on by a person who names a letter', async () => {
    const pusat = institutionId('DEMO-PUSAT');
    const suspend = (body: object) => ask(staff, 'POST', `/institutions/${pusat}/suspension`, body);
    const bare = await suspend({ suspended: true, note: 'Laporan terlambat' });
    expect(bare.json.errors).toMatchObject([{ path: 'letterNumber', code: 'LETTER_REQUIRED' }]);
    const letterNumber = '400.8/123/Dukcapil';
    expect((await suspend({ suspended: true, note: 'Laporan terlambat', letterNumber })).status).toBe(200);
    const entry = await database.db.auditEntry.findFirstOrThrow({
      where: { event: 'INSTITUTION_SUSPENDED', subjectId: pusat },
    });
    expect(entry.details).toMatchObject({ letterNumber });
  });
});
