import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fill, texts } from '#contract/i18n/index';
import { clockStops } from '#contract/requests/codes';
import { readRequestCode } from '#contract/requests/identity';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort } from '#ports/storage/storage-port';
import { createDatabase, type Prisma } from '#prisma/client';
import { seed } from '#prisma/seed';
import {
  type Files,
  form,
  freshNik,
  missolve,
  multipart,
  photos,
  solve,
} from '../../../tests/support/citizen.ts';
import { testConfig } from '../../../tests/support/config.ts';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveTestApi, type TestAnswer, type TestApi } from '../../../tests/support/http.ts';
import { publicRequestHandlers } from '../public/index.ts';
import { citizenPages } from './index.ts';

const t = texts('id');
const folder = mkdtempSync(join(tmpdir(), 'loket-pages-photos-'));
let database: TestDatabase;
let api: TestApi;

const serve = (db: TestDatabase) =>
  serveTestApi(db, {
    implementations: publicRequestHandlers,
    extras: [citizenPages(publicRequestHandlers, folder)],
    env: { CHALLENGE_BITS: '4', SUBMISSIONS_PER_HOUR: '100000', REPORT_CONTACT: 'Kanal <Lapor> & Adu' },
    ports: {
      storage: createStoragePort({
        url: undefined,
        directory: folder,
        sealer: keyRingSealer(testConfig().dataKeys),
      }),
    },
  });

beforeAll(async () => {
  database = await createTestDatabase();
  await seed(database.db);
  api = await serve(database);
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => api.call('GET', path, { headers });

/** Value of a field as the page holds it. */
const fieldOf = ({ text }: TestAnswer, name: string): string =>
  new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(text)?.[1] ?? '';

/** Hidden fields of an open form, with its challenge answered by work. */
function hiddenOf(page: TestAnswer): Record<string, string> {
  const token = fieldOf(page, 'tantangan');
  return { kunciFormulir: fieldOf(page, 'kunciFormulir'), tantangan: token, jawaban: solve(token, 4) };
}

type Fields = Readonly<Record<string, string | undefined>>;

const post = (path: string, fields: Fields, files: Files = {}, headers: Record<string, string> = {}) =>
  api.call('POST', path, { form: multipart(fields, files), headers });

/** Opens the form, fills it in and sends it. */
async function sendForm(changes: Fields = {}, files?: Files): Promise<TestAnswer> {
  const open = await get('/sinkronisasi/ajukan');
  return post(
    '/sinkronisasi/ajukan',
    { ...form(), ...hiddenOf(open), ...changes },
    files ?? (await photos()),
  );
}

const sentOf = ({ text }: TestAnswer) => {
  const [, code = '', secret = ''] = /lacak#(SD-[\w-]+)\.([\w-]+)"/.exec(text) ?? [];
  return { kode: code, rahasia: secret };
};

const requests = () => database.db.syncRequest.count();

describe('every page', () => {
  it.each(['/sinkronisasi', '/sinkronisasi/ajukan', '/sinkronisasi/lacak', '/sinkronisasi/lupa-kode'])(
    '%s names where the list of regions comes from, and its license',
    async (path) => {
      const { text } = await get(path);
      const footer = text.slice(text.indexOf('<footer>'));
      expect(footer).toContain('>idn-area-data</a>');
      expect(footer).toContain('href="https://opendatacommons.org/licenses/odbl/1-0/"');
    },
  );
});

describe('every page', () => {
  it.each(['/sinkronisasi', '/sinkronisasi/ajukan', '/sinkronisasi/lacak', '/sinkronisasi/lupa-kode'])(
    '%s is one document with its style under the nonce of its own answer',
    async (path) => {
      const { status, text, headers } = await get(path);
      expect(status).toBe(200);
      expect(text).toContain('<html lang="id">');
      const nonce = /<style nonce="([^"]+)"/.exec(text)?.[1];
      expect(headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      expect(text).not.toMatch(/ on\w+=|style="|<style>|src="https?:/);
      // Browsers without Sec-Fetch-Site would post our own forms with `Origin: null` under `no-referrer`.
      expect(headers.get('referrer-policy')).toBe('same-origin');
    },
  );

  it('is kept by no cache, but the guide by the reader’s own browser', async () => {
    expect((await get('/sinkronisasi')).headers.get('cache-control')).toBe('private, max-age=600');
    for (const path of ['/sinkronisasi/ajukan', '/sinkronisasi/lacak', '/sinkronisasi/lupa-kode'])
      expect((await get(path)).headers.get('cache-control')).toBe('no-store');
  });

  it('is Indonesian until somebody chooses English, and stays English then', async () => {
    expect((await get('/sinkronisasi', { 'accept-language': 'en' })).text).toContain('<html lang="id">');
    const chosen = await get('/sinkronisasi?bahasa=en');
    expect(chosen.text).toContain('<html lang="en">');
    const cookie = chosen.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await get('/sinkronisasi/ajukan', { cookie })).text).toContain('Apply for data synchronisation');
  });

  it('says that the service is free and where to report, escaped as text', async () => {
    const { text } = await get('/sinkronisasi');
    expect(text).toContain('Layanan ini tidak dipungut biaya.');
    expect(text).toContain('Kanal &lt;Lapor&gt; &amp; Adu');
    expect(text).toContain('Layanan ini tidak membutuhkan formulir.');
  });
});

describe('a form sent without a script', () => {
  it('makes a request and shows code, secret and link, with the secret in no address', async () => {
    const answer = await sendForm();
    expect(answer.status).toBe(200);
    const { kode, rahasia } = sentOf(answer);
    expect(readRequestCode(kode)).toBe(kode);
    const tracked = await post('/sinkronisasi/lacak', { kode, rahasia });
    expect(tracked.text).toContain(t.requests.statusHelp.BARU);
    expect(tracked.text).toContain('3374********');
  });

  it('makes one request of two presses at once, and both read its code', async () => {
    const open = await get('/sinkronisasi/ajukan');
    const fields = { ...form(), ...hiddenOf(open) };
    const before = await requests();
    const pictures = await photos();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post('/sinkronisasi/ajukan', fields, pictures)),
    );
    expect(new Set(answers.map((answer) => sentOf(answer).kode)).size).toBe(1);
    expect(sentOf(answers[0] as TestAnswer).kode).not.toBe('');
    expect(await requests()).toBe(before + 1);
  });

  it('says that it was taken already when other words come under the same key, and offers a new key', async () => {
    const open = await get('/sinkronisasi/ajukan');
    const hidden = hiddenOf(open);
    await post('/sinkronisasi/ajukan', { ...form(), ...hidden }, await photos());
    const other = await post('/sinkronisasi/ajukan', { ...form(), ...hidden }, await photos());
    expect(other.status).toBe(422);
    expect(other.text).toContain(t.citizen.form.keyReused);
    expect(fieldOf(other, 'kunciFormulir')).not.toBe(hidden['kunciFormulir']);
  });

  it('comes back with what was typed, a sentence at each field, and the wish to choose the photos again', async () => {
    const before = await requests();
    const typed = '<script>alert("nama")</script>';
    const answer = await sendForm({
      namaPemohon: typed,
      nik: '12 34',
      nomorWa: '0812',
      persetujuan: undefined,
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('value="&lt;script&gt;alert(&quot;nama&quot;)&lt;/script&gt;"');
    expect(answer.text).not.toContain(typed);
    expect(answer.text).toContain('value="12 34"');
    expect(answer.text).toContain('<option value="3374" selected>');
    expect(answer.text).toContain(`<a href="#nik">${t.citizen.form.nik}: ${t.fieldErrors.BAD_NIK}</a>`);
    expect(answer.text).toContain(t.fieldErrors.CONSENT_NEEDED);
    expect(answer.text).toContain(t.citizen.form.photosAgain);
    expect(await requests()).toBe(before);
  });

  it('names missing photos, wrong numbers and a wrong answer at their fields', async () => {
    const answer = await sendForm({ nomorWa: '08123' }, {});
    expect(answer.text).toContain(
      `<a href="#nomorWa">${t.citizen.form.nomorWa}: ${t.fieldErrors.BAD_PHONE}</a>`,
    );
    expect(answer.text).toContain(
      `<a href="#fotoKtp">${t.requests.photo.KTP_EL}: ${t.fieldErrors.PHOTO_MISSING}</a>`,
    );
    const hidden = hiddenOf(await get('/sinkronisasi/ajukan'));
    const jawaban = missolve(hidden.tantangan ?? '', 4);
    const wrong = await post('/sinkronisasi/ajukan', { ...form(), ...hidden, jawaban }, await photos());
    expect(wrong.text).toContain(`<a href="#jawaban">`);
  });

  it('keeps what was typed when a photo is too large or none at all', async () => {
    const large = await sendForm(
      { namaPemohon: 'Nama Tetap' },
      { fotoKk: Buffer.alloc(11 * 1024 * 1024, 1) },
    );
    expect(large.status).toBe(413);
    expect(large.text).toContain('value="Nama Tetap"');
    expect(large.text).toContain(fill(t.fieldErrors.FILE_TOO_LARGE, { max: '10 MB' }));
    const pdf = await sendForm({ namaPemohon: 'Nama Tetap' }, { fotoKk: Buffer.from('%PDF-1.7') });
    expect(pdf.status).toBe(415);
    expect(pdf.text).toContain('value="Nama Tetap"');
    expect(pdf.text).toContain('<a href="#fotoKk">');
  });

  it('refuses a text beyond any length at its field', async () => {
    const answer = await sendForm({ permasalahan: 'x'.repeat(100_000) });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<a href="#permasalahan">');
  });

  it('comes back whole while Postgres is away, also from a process that has read nothing yet', async () => {
    const away = createDatabase('postgresql://nobody:x@127.0.0.1:1/none');
    const lame = await serve({ ...database, db: away });
    const hidden = hiddenOf(await get('/sinkronisasi/ajukan'));
    const fields = { ...form({ namaPemohon: 'Nama Tetap' }), ...hidden };
    const sent = multipart(fields, await photos());
    const answer = await lame.call('POST', '/sinkronisasi/ajukan', { form: sent });
    await lame.close();
    await away.$disconnect();
    expect(answer.status).toBe(503);
    expect(answer.text).toContain(t.errors.DATABASE_UNAVAILABLE);
    expect(answer.text).toContain('value="Nama Tetap"');
    expect(answer.text).toContain('<option value="3374" selected>');
    expect(fieldOf(answer, 'kunciFormulir'), 'the same key again').toBe(hidden['kunciFormulir']);
  });

  it('is refused from another site, as a page', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await post('/sinkronisasi/ajukan', form(), {}, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toContain('text/html');
  });

  it('is taken from our own page of an old browser, which sends an Origin alone', async () => {
    const open = await get('/sinkronisasi/ajukan');
    const fields = { ...form(), ...hiddenOf(open) };
    const answer = await post('/sinkronisasi/ajukan', fields, await photos(), { origin: api.url });
    expect(sentOf(answer).kode).not.toBe('');
  });
});

describe('tracking', () => {
  it('answers an unknown code and a wrong secret alike, and keeps the code that was typed', async () => {
    const { kode } = sentOf(await sendForm());
    const rahasia = 'x'.repeat(43);
    const wrong = await post('/sinkronisasi/lacak', { kode, rahasia });
    const unknown = await post('/sinkronisasi/lacak', { kode: 'SD-00000-00000', rahasia });
    for (const answer of [wrong, unknown]) {
      expect(answer.status).toBe(404);
      expect(answer.text).toContain(t.errors.TRACKING_NOT_FOUND.replaceAll('"', '&quot;'));
    }
    expect(wrong.text).toContain(`value="${kode}"`);
  });

  it('that was not opened does not speak of a request that was not sent', async () => {
    const answer = await post('/sinkronisasi/lacak', { kode: 'SD-00000-00000', rahasia: 'x'.repeat(43) });
    expect(answer.text).toContain(`<h2>${t.citizen.track.notDone}</h2>`);
    expect(answer.text).not.toContain(t.citizen.form.notSent);
  });

  it('names the expected moment, says when it is past, and names none while the clock stands still', async () => {
    const { kode, rahasia } = sentOf(await sendForm());
    const read = async (data: Prisma.SyncRequestUpdateInput) => {
      await database.owner.syncRequest.update({ where: { code: kode }, data });
      const { text } = await post('/sinkronisasi/lacak', { kode, rahasia });
      return new RegExp(`<dt>${t.citizen.track.expected}</dt><dd>([^<]*)</dd>`).exec(text)?.[1];
    };
    expect(await read({ expectedAt: new Date('2099-03-02T09:00:00Z') })).toBe('2 Maret 2099 16.00 WIB');
    const past = '1 Maret 2023 16.00 WIB';
    const late = t.citizen.track.late.replace('{time}', past);
    expect(await read({ expectedAt: new Date('2023-03-01T09:00:00Z') })).toBe(late);
    for (const clockStopped of clockStops) {
      expect(await read({ clockStopped })).toBe(t.citizen.track.stopped[clockStopped]);
    }
  });

  it('says so when the last message did not reach the phone', async () => {
    const { kode, rahasia } = sentOf(await sendForm());
    const { id } = await database.db.syncRequest.findUniqueOrThrow({ where: { code: kode } });
    const read = async (data: object) => {
      await database.owner.outgoingNotice.updateMany({ where: { requestId: id }, data });
      return (await post('/sinkronisasi/lacak', { kode, rahasia })).text;
    };
    const failed = t.citizen.track.phoneFailed.replace('{ending}', '890');
    expect(await read({ status: 'SENT' })).toContain(t.citizen.track.phone.replace('{ending}', '890'));
    expect(await read({ deliveryStatus: 'FAILED' })).toContain(failed);
    expect(await read({ status: 'FAILED', deliveryStatus: null })).toContain(failed);
  });

  it('of a request that its citizen withdrew sends him to no note of an officer', async () => {
    const { kode, rahasia } = sentOf(await sendForm());
    const { id } = await database.owner.syncRequest.update({
      where: { code: kode },
      data: { status: 'DIBATALKAN', endedAt: new Date() },
    });
    const cancelled = await post('/sinkronisasi/lacak', { kode, rahasia });
    expect(cancelled.text).toContain(t.requests.statusHelp.DIBATALKAN);
    const who = { actorId: 'pemohon', actorName: 'Pemohon', actorUnit: 'Pemohon', actorRole: 'pemohon' };
    const move = { action: 'withdraw', from: 'BARU', to: 'DIBATALKAN' };
    await database.owner.requestHistory.create({
      data: { requestId: id, version: 2, ...move, ...who, at: new Date() },
    });
    const withdrawn = await post('/sinkronisasi/lacak', { kode, rahasia });
    expect(withdrawn.text).toContain(t.citizen.track.withdrawn);
    expect(withdrawn.text).toContain(t.citizen.track.resubmitWithdrawn);
    expect(withdrawn.text).toContain(t.citizen.track.stepsNever);
    expect(withdrawn.text).not.toContain(t.requests.statusHelp.DIBATALKAN);
  });

  it('takes the whole link where the code is asked for, and the secret from the script’s header', async () => {
    const { kode, rahasia } = sentOf(await sendForm());
    const link = `https://loket.example/sinkronisasi/lacak#${kode}.${rahasia}`;
    expect((await post('/sinkronisasi/lacak', { kode: link })).text).toContain(
      `<strong>${t.requests.status.BARU}`,
    );
    const byHeader = await post('/sinkronisasi/lacak', { kode }, {}, { 'x-tracking-secret': rahasia });
    expect(byHeader.status).toBe(200);
  });

  it('says at the field what is no code', async () => {
    const answer = await post('/sinkronisasi/lacak', { kode: 'SD-salah', rahasia: 'x' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(t.fieldErrors.BAD_CODE);
  });

  it('opens a cancelled request to be mended, with the photos that are kept, and files it anew', async () => {
    const nik = freshNik();
    const { kode, rahasia } = sentOf(await sendForm({ nik, permasalahan: 'Tidak terbaca di bank' }));
    await database.owner.syncRequest.update({
      where: { code: kode },
      data: { status: 'DIBATALKAN', endedAt: new Date() },
    });
    const tracked = await post('/sinkronisasi/lacak', { kode, rahasia });
    expect(tracked.text).toContain('value="perbaiki"');
    const draft = await post('/sinkronisasi/lacak', { kode, rahasia, aksi: 'perbaiki' });
    expect(draft.text).toContain(`value="${nik}"`);
    expect(draft.text).toContain('Tidak terbaca di bank');
    expect(draft.text).toContain(t.citizen.form.photoKept);
    const fields = { ...form({ nik }), ...hiddenOf(draft), kode, rahasia };
    const wrong = await post('/sinkronisasi/ajukan', { ...fields, noKk: '1' });
    expect(wrong.text).toContain(t.citizen.form.photoKept);
    const sent = await post('/sinkronisasi/ajukan', { ...fields, ...hiddenOf(wrong) });
    expect(sentOf(sent).kode).not.toBe(kode);
    const follower = await database.db.syncRequest.findUniqueOrThrow({ where: { code: sentOf(sent).kode } });
    expect(follower.link).toBe('PERBAIKAN');
  });

  it('takes "masih belum terbaca" of a request that is done, with its errors at the fields', async () => {
    const { kode, rahasia } = sentOf(await sendForm());
    await database.owner.syncRequest.update({
      where: { code: kode },
      data: { status: 'SELESAI', endedAt: new Date() },
    });
    const opening = { kode, rahasia, aksi: 'belum-terbaca' };
    const tracked = await post('/sinkronisasi/lacak', { kode, rahasia });
    const key = { kunciFormulir: fieldOf(tracked, 'kunciFormulir') };
    const wrong = await post('/sinkronisasi/lacak', { ...opening, ...key, permasalahan: 'x' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('<a href="#permasalahan">');
    const said = { permasalahan: 'Bank masih menolak', belumTerbacaDi: 'BANK' };
    const sent = await post('/sinkronisasi/lacak', { ...opening, ...key, ...said });
    expect(sentOf(sent).kode).not.toBe('');
  });
});

describe('lost code', () => {
  it('answers alike for a NIK that is known and for one that is not', async () => {
    const nik = freshNik();
    await sendForm({ nik });
    const answers = [];
    for (const asked of [nik, freshNik()]) {
      const { tantangan, jawaban } = hiddenOf(await get('/sinkronisasi/lupa-kode'));
      answers.push(await post('/sinkronisasi/lupa-kode', { nik: asked, tantangan, jawaban }));
    }
    const body = ({ text }: TestAnswer) => text.slice(text.indexOf('<main'));
    expect(answers[0]?.status).toBe(200);
    expect(body(answers[0] as TestAnswer)).toBe(body(answers[1] as TestAnswer));
  });

  it('asks again when the NIK cannot be one', async () => {
    const { tantangan, jawaban } = hiddenOf(await get('/sinkronisasi/lupa-kode'));
    const answer = await post('/sinkronisasi/lupa-kode', { nik: '123', tantangan, jawaban });
    expect(answer.text).toContain(t.fieldErrors.BAD_NIK);
    expect(answer.text).toContain('value="123"');
  });
});
