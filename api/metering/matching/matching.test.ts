import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createVault } from '#platform/vault';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort, type StoragePort } from '#ports/storage/storage-port';
import { institutionId, seed } from '#prisma/seed';
import { findBrokenInvariants } from '#records/ledger';
import { recordChunk } from '#records/metering/matching/chunks';
import type { InputRow } from '#records/metering/matching/input';
import { notePendingFiles } from '#records/requests/pending-files';
import { testConfig } from '../../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../../tests/support/http.ts';
import { giveUnits } from '../../../tests/support/metering.ts';
import { addPerson, type TestPerson } from '../../../tests/support/people.ts';
import { type ApiDeps, WorkflowGone } from '../../shared/deps.ts';
import { readMatchingFile } from './file.ts';
import { matchingHandlers } from './matching.ts';

const bank = institutionId('BANK-CONTOH');
const nik = '3374014101900001';
const config = testConfig();
let database: TestDatabase;
let api: TestApi;
let storage: StoragePort;
let technician: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  storage = createStoragePort({
    ...{ url: undefined, directory: mkdtempSync(join(tmpdir(), 'loket-matching-')) },
    sealer: keyRingSealer(config.dataKeys),
  });
  const gone = { actOnMatching: () => Promise.reject(new WorkflowGone('not here')) };
  api = await serveTestApi(database, {
    implementations: matchingHandlers,
    ports: { storage },
    temporal: gone as unknown as ApiDeps['temporal'],
    now: () => new Date('2026-11-20T03:00:00Z'),
  });
  technician = await addPerson(database.db, { roles: ['lembaga-teknis'], institutionId: bank });
  stranger = await addPerson(database.db, {
    roles: ['lembaga-teknis'],
    institutionId: institutionId('DEMO-PUSAT'),
  });
});
afterEach(async () => expect(await findBrokenInvariants(database.db)).toEqual([]));
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const read = async (content: string | Buffer) => {
  const rows: InputRow[] = [];
  const stream = () => Readable.from([Buffer.from(content)], { objectMode: false });
  const file = await readMatchingFile({ stream }, async (chunk) => void rows.push(...chunk), 2_000);
  return { ...file, kept: rows };
};
const refusalOf = async (content: string) => {
  const error = await read(content).then(
    () => null,
    (found: unknown) => found as { errors: { path: string; code: string }[] },
  );
  return error?.errors.map(({ path, code }) => `${path} ${code}`);
};

describe('a file', () => {
  it('is a plain list, or has a heading in any spelling, order and delimiter', async () => {
    expect(await read(`${nik}\n${nik}\n`)).toMatchObject({ rows: 2, elements: [], badRows: 0 });
    const csv = `\uFEFFNama Lgkp;"NIK";TGL_LHR\r\nBudi;${nik};01-01-1990\r\n`;
    expect((await read(csv)).kept).toEqual([{ line: 2, nik, valid: true, said: ['Budi', '01-01-1990'] }]);
  });

  it('may be in Windows-1252', async () => {
    const { kept } = await read(iconv.encode(`NIK,NAMA_LGKP\n${nik},René\n`, 'win1252'));
    expect(kept[0]?.said).toEqual(['René']);
  });

  it('keeps the place of a bad row, unless they are too many', async () => {
    const good = Array.from({ length: 10 }, () => nik).join('\n');
    expect(await read(`${good}\n123\n`)).toMatchObject({ rows: 11, badRows: 1 });
    expect(await refusalOf(`${nik}\n123\nabc\n`)).toEqual(['2.row BAD_NIK', '3.row BAD_NIK']);
  });

  it.each([
    ['nothing', '', 'file MATCHING_NO_ROWS'],
    ['a heading alone', 'NIK,NAMA_LGKP\n', 'file MATCHING_NO_ROWS'],
    ['no column of NIK', 'NAMA_LGKP\nBudi\n', 'file MATCHING_NO_NIK_COLUMN'],
    ['an unknown column', `NIK,AGAMA\n${nik},X\n`, 'file MATCHING_UNKNOWN_COLUMN'],
    ['a row more than a package', `${nik}\n`.repeat(2_001), 'file MATCHING_TOO_MANY_ROWS'],
  ])('with %s is refused', async (_, content, refusal) => {
    expect(await refusalOf(content)).toEqual([refusal]);
  });
});

const send = (content: string, key: string = randomUUID(), by = technician) => {
  const form = new FormData();
  form.set('file', new Blob([content], { type: 'text/csv' }), 'nasabah.csv');
  return api.call('POST', '/api/v1/matching-jobs', { form, key, cookie: by.cookie });
};

describe('a job', () => {
  it('needs a package', async () => {
    expect((await send(`${nik}\n`)).body.code).toBe('QUOTA_EXHAUSTED');
    expect(await database.db.pendingFile.count()).toBe(0);
  });

  it('is accepted once a key, and is seen and fetched by its own institution alone', async () => {
    await giveUnits(database.db, bank, 1, 'PEMADANAN-LENGKAP');
    const key = randomUUID();
    const first = await send(`${nik}\n`.repeat(1_001), key);
    expect(first.status, first.text).toBe(201);
    expect((await send(`${nik}\n`.repeat(1_001), key)).body.id).toBe(first.body.id);
    const { id } = first.body;
    expect(first.body).toMatchObject({ status: 'DIPROSES', totalRows: 1_001, actions: ['pause', 'cancel'] });
    expect(await database.db.matchingChunk.count({ where: { jobId: id } })).toBe(2);
    expect(await database.db.outbox.count({ where: { kind: 'START_MATCHING', refId: id } })).toBe(1);
    expect(await database.db.pendingFile.count()).toBe(0);

    const result = (by: TestPerson) =>
      api.call('GET', `/api/v1/matching-jobs/${id}/result`, { cookie: by.cookie });
    expect((await result(technician)).body.code).toBe('DOCUMENT_NOT_READY');
    expect((await result(stranger)).status).toBe(404);
    const list = await api.call('GET', '/api/v1/matching-jobs', { cookie: stranger.cookie });
    expect(list.body).toEqual([]);

    const resultKey = randomUUID().replaceAll('-', '');
    await notePendingFiles(database.db, [resultKey], new Date());
    await storage.put(resultKey, Buffer.from(`1,${nik},DITEMUKAN\r\n`), { contentType: 'text/csv' });
    const vault = createVault(config.dataKeys, config.indexKey);
    await recordChunk(database.db, vault, { jobId: id, chunk: 0, resultKey, accesses: [], at: new Date() });
    await database.db.matchingJob.update({ where: { id }, data: { status: 'SELESAI' } });
    expect((await result(technician)).text).toBe(`BARIS,NIK,STATUS\r\n1,${nik},DITEMUKAN\r\n`);
    expect(
      await database.db.auditEntry.count({ where: { event: 'MATCHING_DOWNLOADED', subjectId: id } }),
    ).toBe(1);
    const act = await api.call('POST', `/api/v1/matching-jobs/${id}/actions/cancel`, {
      ...{ body: {}, key: randomUUID(), cookie: technician.cookie },
    });
    expect([act.status, act.body.code]).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });
});
