import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#contract/shared/errors';
import { signDocument } from '#documents/shared/signature';
import { generateKeyRing, parseKeyRing } from '#platform/crypto';
import { keyRingSealer } from '#ports/storage/sealer';
import { createStoragePort, type StoragePort } from '#ports/storage/storage-port';
import { institutionId, productId, seed } from '#prisma/seed';
import { createTestDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { serveTestApi, type TestApi } from '../../tests/support/http.ts';
import { addPerson, type TestPerson } from '../../tests/support/people.ts';
import { orderHandlers } from './index.ts';

const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');
const directory = mkdtempSync(join(tmpdir(), 'loket-files-'));
const storage = createStoragePort({
  url: undefined,
  directory,
  sealer: keyRingSealer(parseKeyRing(generateKeyRing('test'))),
});

let database: TestDatabase;
let api: TestApi;
let buyer: TestPerson;
let auditor: TestPerson;
let stranger: TestPerson;
let orderId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await seed(db);
  api = await serveTestApi(database, { implementations: orderHandlers, ports: { storage } });
  const own = institutionId('DEMO-PUSAT');
  buyer = await addPerson(db, { roles: ['lembaga-pemesan'], institutionId: own });
  auditor = await addPerson(db, { roles: ['auditor'], institutionId: null });
  stranger = await addPerson(db, {
    roles: ['lembaga-pemesan', 'lembaga-keuangan'],
    institutionId: institutionId('BANK-CONTOH'),
  });
  const tariff = await db.tariff.findFirstOrThrow({ where: { productId: productId('WEBPORTAL-NIK') } });
  const order = await db.order.create({
    data: {
      kuitansi: 'KW-B1-2311260001',
      institutionId: own,
      productId: productId('WEBPORTAL-NIK'),
      tariffId: tariff.id,
      createdBy: buyer.id,
      serviceName: 'Verifikasi Data Kependudukan Berbasis Web',
      productName: 'Webportal NIK',
      unit: 'akses',
      unitPrice: 1000n,
      quantity: 100,
      total: 100_000n,
      tariffArticle: 'uji',
      status: 'MENUNGGU_PEMBAYARAN',
      kodeBilling: '820261123000001',
      billingIssuedAt: new Date(),
      expiresAt: new Date(Date.now() + 7 * 86_400_000),
    },
  });
  orderId = order.id;
});
afterAll(async () => {
  await api?.close();
  await database?.drop();
});
beforeEach(() => database.db.rateLimitBucket.deleteMany());

function upload(
  content: Buffer,
  name: string,
  more: { kind?: string; person?: TestPerson; id?: string } = {},
) {
  const form = new FormData();
  form.set('kind', more.kind ?? 'BUKTI_PEMBAYARAN');
  form.set('file', new Blob([new Uint8Array(content)], { type: 'application/octet-stream' }), name);
  return api.call('POST', `/api/v1/orders/${more.id ?? orderId}/files`, {
    form,
    cookie: (more.person ?? buyer).cookie,
  });
}
const download = (fileId: string, person = buyer) =>
  fetch(`${api.url}/api/v1/orders/${orderId}/files/${fileId}`, { headers: { cookie: person.cookie } });
const audits = (event: string) =>
  database.db.auditEntry.findMany({ where: { event }, orderBy: { id: 'desc' } });

describe('a proof of payment', () => {
  it('is kept encrypted under a name that says nothing, and given back to those who may see the order', async () => {
    const { status, body } = await upload(pdf, '../../bukti bayar "Nopember".pdf');
    expect(status).toBe(201);
    expect(body).toMatchObject({ fileName: 'bukti bayar "Nopember".pdf', contentType: 'application/pdf' });
    const stored = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    for (const each of stored) {
      expect(each.name).not.toContain('bukti');
      expect(readFileSync(join(each.parentPath, each.name)).includes('%PDF')).toBe(false);
    }
    const answer = await download(body.id, auditor);
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="bukti_bayar_Nopember_.pdf"; filename\*=UTF-8''bukti%20bayar/,
    );
    expect((await audits('FILE_UPLOADED'))[0]).toMatchObject({ actorId: buyer.id, subjectId: orderId });
    expect((await audits('FILE_DOWNLOADED'))[0]).toMatchObject({ actorId: auditor.id, subjectId: orderId });
  });

  it('as a picture keeps nothing but its pixels', async () => {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
      .withExif({ IFD0: { ImageDescription: 'rahasia-di-exif' } })
      .jpeg()
      .toBuffer();
    const hidden = Buffer.concat([picture, Buffer.from('rahasia-di-ekor')]);
    expect(hidden.includes('rahasia-di-exif')).toBe(true);
    const { body } = await upload(hidden, 'foto.jpg', { kind: 'BPN_BANK' });
    expect(body).toMatchObject({ kind: 'BPN_BANK', contentType: 'image/jpeg' });
    const kept = Buffer.from(await (await download(body.id)).arrayBuffer());
    expect(kept.includes('rahasia')).toBe(false);
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 30 });
  });

  it('is judged by its bytes, not by its name', async () => {
    const script = Buffer.from('<html><script>alert(1)</script>');
    const answer = await upload(script, 'bukti.pdf');
    expect([answer.status, answer.body.code]).toEqual([415, 'UNSUPPORTED_FILE']);
    expect(answer.body.detail).toContain('PDF, JPEG, PNG');
    const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200)]);
    expect((await upload(broken, 'rusak.jpg')).body.code).toBe('UNSUPPORTED_FILE');
  });

  it('is cut off at ten megabytes, and at forty million pixels', async () => {
    const large = await upload(Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]), 'besar.pdf');
    expect([large.status, large.body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(large.body.detail).toContain('10 MB');
    const bomb = await sharp({ create: { width: 8000, height: 5001, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const refused = await upload(bomb, 'bom.png');
    expect([refused.status, refused.body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('needs a kind and a file', async () => {
    expect((await upload(pdf, 'a.pdf', { kind: 'PKS' })).body.errors).toMatchObject([{ path: 'kind' }]);
    const form = new FormData();
    form.set('kind', 'BPN_BANK');
    const path = `/api/v1/orders/${orderId}/files`;
    const answer = await api.call('POST', path, { form, cookie: buyer.cookie });
    expect(answer.body.errors).toMatchObject([{ path: 'file', code: 'REQUIRED' }]);
  });

  it("of another institution's order can be neither sent nor read", async () => {
    const { body } = await upload(pdf, 'a.pdf');
    expect((await upload(pdf, 'a.pdf', { person: stranger })).status).toBe(404);
    expect((await download(body.id, stranger)).status).toBe(404);
  });

  it('is not recorded when the place for files is full, and says so', async () => {
    const full: StoragePort = {
      ...storage,
      put: () => Promise.reject(new AppError('STORAGE_UNAVAILABLE', { message: 'disk full' })),
    };
    const broken = await serveTestApi(database, { implementations: orderHandlers, ports: { storage: full } });
    const before = await database.db.storedFile.count();
    const form = new FormData();
    form.set('kind', 'BPN_BANK');
    form.set('file', new Blob([new Uint8Array(pdf)]), 'a.pdf');
    const path = `/api/v1/orders/${orderId}/files`;
    const answer = await broken.call('POST', path, { form, cookie: buyer.cookie });
    await broken.close();
    expect([answer.status, answer.body.code]).toEqual([503, 'STORAGE_UNAVAILABLE']);
    expect(await database.db.storedFile.count()).toBe(before);
  });
});

describe('a printed document', () => {
  const bill = (person: TestPerson) =>
    api.call('GET', `/api/v1/orders/${orderId}/documents/tagihan`, { cookie: person.cookie });

  it('is given to those who may see the order, and each download leaves an audit row', async () => {
    const answer = await bill(buyer);
    expect(answer.text.startsWith('%PDF-')).toBe(true);
    expect(answer.headers.get('content-disposition')).toContain('tagihan-KW-B1-2311260001.pdf');
    expect((await audits('DOCUMENT_DOWNLOADED'))[0]).toMatchObject({
      actorId: buyer.id,
      subjectId: orderId,
      details: { kind: 'tagihan' },
    });
  });

  it('asked for by someone else is not there, and leaves none', async () => {
    const before = (await audits('DOCUMENT_DOWNLOADED')).length;
    expect((await bill(stranger)).status).toBe(404);
    expect((await audits('DOCUMENT_DOWNLOADED')).length).toBe(before);
  });

  it('of no known kind is not there', async () => {
    const path = `/api/v1/orders/${orderId}/documents/rahasia`;
    expect((await api.call('GET', path, { cookie: buyer.cookie })).status).toBe(404);
  });
});

describe("the public answer to a document's QR", () => {
  const check = (token: string) => api.call('POST', '/api/v1/public/document-checks', { body: { token } });
  const token = (total = 100_000, kuitansi = 'KW-B1-2311260001') =>
    signDocument(api.deps.config.documentSigningKey, {
      kind: 'tagihan',
      kuitansi,
      kodeBilling: '820261123000001',
      institution: 'DEMO PUSAT',
      total,
      expiresAt: '2026-11-30T03:00:00.000Z',
      ntpn: null,
      printedAt: '2026-11-23T03:00:00.000Z',
    });

  it('says what the signature covers and the status now, and nothing else of the order', async () => {
    const { status, body } = await check(token());
    expect(status).toBe(200);
    expect(body).toEqual({
      genuine: true,
      about: 'order',
      document: 'File Pemberitahuan Kode Billing',
      number: 'KW-B1-2311260001',
      kodeBilling: '820261123000001',
      institution: 'DEMO PUSAT',
      total: 100_000,
      expiresAt: '2026-11-30T03:00:00.000Z',
      ntpn: null,
      printedAt: '2026-11-23T03:00:00.000Z',
      status: 'MENUNGGU_PEMBAYARAN',
      statusLabel: 'Pembayaran Tagihan Pengguna',
      statusSince: expect.any(String),
    });
  });

  it('tells an altered document from a true one', async () => {
    const [payload = '', signature = ''] = token().split('.');
    const [dearer = ''] = token(1_000_000).split('.');
    for (const altered of [
      `${dearer}.${signature}`,
      `${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      payload,
      'x.y',
      '',
    ]) {
      expect((await check(altered)).body).toEqual({ genuine: false });
    }
  });

  it('does not vouch for an order that does not exist here', async () => {
    expect((await check(token(1, 'KW-B1-2311269999'))).body).toEqual({ genuine: false });
  });

  it('is limited for each address', async () => {
    const answers = await Promise.all(Array.from({ length: 65 }, () => check('x')));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited).toHaveLength(5);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(limited[0]?.body.code).toBe('RATE_LIMITED');
  });
});
