import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { texts } from '#contract/i18n/index';
import { deriveKey } from '#platform/crypto';
import { institutionId, seed } from '#prisma/seed';
import { issueCounterCode } from '#records/trail/proofs';
import { freshNik, multipart, solve } from '../../../tests/support/citizen.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestAnswer, type TestApi } from '../../../tests/support/http.ts';
import { addAccess } from '../../../tests/support/trail.ts';
import { complaintHandlers } from '../../complaints/index.ts';
import { publicRequestHandlers } from '../../requests/public/index.ts';
import { trailHandlers } from '../index.ts';
import { whoCheckedPages } from './index.ts';

const { trail: t, complaints: c, errors } = texts('id');
const path = '/siapa-mengecek-nik';
let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  const implementations = [...publicRequestHandlers, ...trailHandlers, ...complaintHandlers];
  const folder = mkdtempSync(join(tmpdir(), 'loket-who-checked-'));
  api = await serveTestApi(database, {
    implementations,
    extras: [whoCheckedPages(implementations, folder)],
    env: { CHALLENGE_BITS: '4' },
  });
});
beforeEach(() => database.db.rateLimitBucket.deleteMany());
afterAll(async () => {
  await api?.close();
  await database?.drop();
});

const post = (fields: Readonly<Record<string, string>>, to = path) =>
  api.call('POST', to, { form: multipart(fields, {}) });
const fieldOf = ({ text }: TestAnswer, name: string): string =>
  new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(text)?.[1] ?? '';

/** A code as the counter gives it. */
async function counterCode(nik: string): Promise<string> {
  const { vault, config } = api.deps;
  const actor = { id: 'op', name: 'Operator', unit: 'Dinas', roles: ['operator-dinas'] as const };
  const key = deriveKey(config.authSecret, 'nik-proof');
  const made = await database.db.$transaction((tx) =>
    issueCounterCode(tx, vault, key, { nik, actor, now: new Date() }),
  );
  return made.code;
}

const openFor = async (nik: string) =>
  post({ aksi: 'loket', nikLoket: nik, kodeLoket: await counterCode(nik) });

describe('the way in', () => {
  it('is one page with both ways, and without a script', async () => {
    const page = await api.call('GET', path);
    expect(page.status).toBe(200);
    for (const text of [t.title, t.phoneTitle, t.counterTitle]) expect(page.text).toContain(text);
    expect(page.text).not.toContain('<script src');
  });

  it('asks for the code on the same page for every NIK, and says of a wrong one only that', async () => {
    const open = await api.call('GET', path);
    const tantangan = fieldOf(open, 'tantangan');
    const asked = await post({
      aksi: 'kirim-kode',
      nik: freshNik(),
      tantangan,
      jawaban: solve(tantangan, 4),
    });
    expect(asked.text).toContain(t.asked);
    const wrong = await post({ aksi: 'kode', proofId: fieldOf(asked, 'proofId'), kode: '123456' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain(errors.PROOF_CODE_WRONG);
    expect(fieldOf(wrong, 'proofId')).toBe(fieldOf(asked, 'proofId'));
  });

  it('shows what is wrong with the counter form at its own fields, and survives what is no press of ours', async () => {
    const wrong = await post({ aksi: 'loket', nikLoket: '123', kodeLoket: '<script>alert(1)</script>' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="nikLoket-problem"');
    expect(wrong.text).not.toContain('<script>alert');
    expect((await post({ aksi: '__proto__' })).status).toBe(200);
    expect((await post({ aksi: 'lihat', token: 'x', after: "' or 1=1" })).text).toContain(errors.TRAIL_ENDED);
  });
});

describe('the record', () => {
  it('says what to expect where nothing was accessed, and is closed by its reader', async () => {
    const page = await openFor(freshNik());
    expect(page.status, page.text).toBe(200);
    expect(page.text).toContain(t.none);
    const token = fieldOf(page, 'token');
    expect((await post({ aksi: 'selesai', token })).text).toContain(t.closed);
    expect((await post({ aksi: 'lihat', token })).text).toContain(errors.TRAIL_ENDED);
  });

  it('leads from a line to a complaint, its receipt and its state', async () => {
    const nik = freshNik();
    const { vault } = api.deps;
    await addAccess(database.db, vault, {
      nik,
      institutionId: institutionId('BANK-CONTOH'),
      purpose: 'KREDIT',
    });
    const page = await openFor(nik);
    expect(page.text).toContain(t.purpose.KREDIT);
    expect(page.text).not.toContain(nik);
    const [token, line] = [fieldOf(page, 'token'), fieldOf(page, 'line')];
    const form = await post({ aksi: 'adukan', token, line });
    const key = fieldOf(form, 'kunciFormulir');
    const given = { aksi: 'kirim-aduan', token, line, kunciFormulir: key };
    const short = await post({ ...given, uraian: 'x' });
    expect([short.status, short.text.includes('id="uraian-problem"')]).toEqual([422, true]);
    const sent = await post({ ...given, uraian: 'Saya bukan nasabah <b>bank</b> ini.' });
    expect(sent.text).toContain(c.page.sentTitle);
    const opening = { nomor: fieldOf(sent, 'nomor'), rahasia: fieldOf(sent, 'rahasia') };
    const state = await post({ aksi: 'status', ...opening }, `${path}/pengaduan`);
    expect(state.text).toContain(c.statusHelp.BARU);
    expect(state.text).toContain('nasabah &lt;b&gt;bank&lt;/b&gt;');
    const again = await post({ aksi: 'lihat', token });
    expect(again.text).toContain(t.complained.replace('{number}', opening.nomor));
    const fromRecord = await post({ aksi: 'lihat-aduan', token, nomor: opening.nomor });
    expect(fromRecord.text).toContain('nasabah &lt;b&gt;bank&lt;/b&gt;');
    expect(fromRecord.text).not.toContain(opening.rahasia);
    expect(fieldOf(fromRecord, 'token')).toBe(token);
    const foreign = await post({ aksi: 'status', nomor: opening.nomor, rahasia: 'x' }, `${path}/pengaduan`);
    expect([foreign.status, foreign.text.includes(errors.COMPLAINT_NOT_FOUND)]).toEqual([404, true]);
  });

  it('gives the tanda terima as a file, by number and secret alone', async () => {
    const nik = freshNik();
    await addAccess(database.db, api.deps.vault, { nik, institutionId: institutionId('BANK-CONTOH') });
    const page = await openFor(nik);
    const sent = await post({
      ...{ aksi: 'kirim-aduan', token: fieldOf(page, 'token'), line: fieldOf(page, 'line') },
      ...{ kunciFormulir: randomUUID(), uraian: 'Saya bukan nasabah bank ini.' },
    });
    const opening = {
      aksi: 'tanda-terima',
      nomor: fieldOf(sent, 'nomor'),
      rahasia: fieldOf(sent, 'rahasia'),
    };
    // The browser takes a file itself; a script would look for a page.
    expect(sent.text).toMatch(
      /<form(?![^>]*data-form)[^>]*>\s*<input type="hidden" name="aksi" value="tanda-terima"/,
    );
    const file = await post(opening, `${path}/pengaduan`);
    expect([file.status, file.text.slice(0, 5)]).toEqual([200, '%PDF-']);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect(file.headers.get('content-disposition')).toContain(
      `attachment; filename="tanda-terima-pengaduan-${opening.nomor}.pdf"`,
    );
    const wrong = await post({ ...opening, rahasia: 'x' }, `${path}/pengaduan`);
    expect([wrong.status, wrong.text.includes(errors.COMPLAINT_NOT_FOUND)]).toEqual([404, true]);
  });
});
