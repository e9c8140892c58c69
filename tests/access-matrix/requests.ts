import { randomUUID } from 'node:crypto';
import { reportColumns } from '#contract/external/simponi-report';
import { disclaimerDuties, disclaimerVersion } from '#contract/metering/disclaimer';
import type { RequestStatus } from '#contract/requests/lifecycle';
import type { RouteId } from '#contract/routes';
import { officeId, productId } from '#prisma/seed';
import { form, freshNik, multipart, photos } from '../support/citizen.ts';
import { complainantNik } from '../support/trail.ts';
import type { Whose, World } from './world.ts';

/** What a request carries beside method and path. */
export interface Request {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a route is tried: whose objects it is about, and a request that is right in everything but perhaps the actor. */
interface Trial {
  readonly of: readonly Whose[];
  readonly make: (world: World, whose: Whose, actorId: string) => Promise<Request> | Request;
}

const noObject = (make: Trial['make'] = () => ({})): Trial => ({ of: ['-'], make });
const ownAndOther = (make: Trial['make']): Trial => ({ of: ['own', 'other'], make });
const people = (make: Trial['make']): Trial => ({ of: ['own', 'other', 'staff'], make });

interface Filed {
  readonly params: { readonly code: string };
  readonly headers: Readonly<Record<string, string>>;
}
/** A citizen's request with its own secret, and with the one of another request. */
const withSecret = (
  make: (filed: Filed, world: World) => Promise<Request> | Request,
  status?: RequestStatus,
): Trial =>
  ownAndOther(async (world, whose) => {
    const { code, secret } = await world.filed(status);
    const given = whose === 'own' ? secret : (await world.filed()).secret;
    return make({ params: { code }, headers: { 'x-tracking-secret': given } }, world);
  });

/** As whoever it is, at an approved device, with the form disclaimer signed. */
const atDevice = (body: object): Trial =>
  noObject(async (world, _, actorId) => ({ body, headers: await world.atDevice(actorId) }));
const lookup = { nik: '3374014507900001', purpose: 'KREDIT', caseNumber: 'UJI-MATRIKS' };
const said = { namaLengkap: 'SITI AMINAH' };
const note = { note: 'Uji matriks' };

function withFile(content: string, fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([content]), 'berkas');
  return form;
}

/** A voucher with a unit to deliver: the oldest one, since each actor before left one behind. */
async function nextVoucher(world: World, whose: Whose): Promise<string> {
  await world.voucher(whose, 'AGREGAT-1');
  const account = { institutionId: world.institutionOf(whose), productId: productId('AGREGAT-1') };
  const { debited } = await world.db.quotaAccount.findUniqueOrThrow({
    where: { institutionId_productId: account },
  });
  const { id } = await world.db.voucher.findFirstOrThrow({
    where: { ...account, lastUnit: { gt: debited } },
    orderBy: { firstUnit: 'asc' },
  });
  return id;
}

function faceForm(): FormData {
  const form = new FormData();
  form.set('nik', '3374014101900001');
  form.set('photo', new Blob([Buffer.from([0xff, 0xd8, 0xff, 0xe0])]), 'wajah.jpg');
  return form;
}

const institution = (code: string) => ({
  code,
  name: 'Lembaga Uji',
  category: 'LAINNYA',
  address: 'Jl. Uji 1',
  email: 'uji@lembaga.test',
  phone: '021-555',
});
const office = { name: 'Dinas Uji', address: 'Jl. Uji 1', phone: '021-555', zone: 'WITA' };
/** A day that no other request names. */
const nextDay = (): string => {
  lastDay += 86_400_000;
  return new Date(lastDay).toISOString().slice(0, 10);
};
let lastDay = Date.parse('2100-01-01');
/** An address that no other request names. */
const nextAddress = (): string => `2001:db8:ffff::${(++lastAddress).toString(16)}`;
let lastAddress = 0;
const newCode = (): string => `UJI-${randomUUID().slice(0, 8).toUpperCase()}`;

/** A month of an institution: people of the centre name it. */
const monthOf: Trial['make'] = (world, whose) => ({
  params: { month: '2026-05' },
  query: { institutionId: world.institutionOf(whose) },
});

/** Total over the routes of the contract: a new one does not compile without its trial. */
export const trials: Readonly<Record<RouteId, Trial>> = {
  // Programs sign in with a credential, which no person's session is.
  'access.lookup': noObject(() => ({ body: { nik: '3374014101900001' } })),
  'access.compare': noObject(() => ({ body: { nik: '3374014101900001', elements: { noRt: '1' } } })),

  'access.face': noObject(() => ({ form: faceForm() })),
  'matching.list': noObject(),
  'matching.create': noObject(async (world) => {
    await world.voucher('own', 'PEMADANAN-LENGKAP');
    return { form: withFile('3374014101900001\n') };
  }),
  'matching.act': ownAndOther(async (world, whose) => ({
    params: { id: await world.matchingJob(whose), action: 'pause' },
  })),
  'matching.result': ownAndOther(async (world, whose) => ({
    params: { id: await world.matchingJob(whose, 'SELESAI') },
  })),
  'handovers.list': noObject(),
  'handovers.export': noObject(),
  'handovers.awaiting': noObject(),
  'handovers.create': ownAndOther(async (world, whose) => ({
    body: {
      voucherId: await nextVoucher(world, whose),
      units: 1,
      handedOn: '2026-01-15',
      recipientPosition: 'Kepala Bagian Uji',
      letterNumber: 'S/1',
    },
  })),
  'handovers.uploadLetter': ownAndOther(async (world, whose) => ({
    params: { id: await world.handover(whose) },
    form: withFile('%PDF-1.7'),
  })),
  'handovers.letter': ownAndOther(async (world, whose) => ({
    params: { id: await world.handover(whose) },
  })),
  'handovers.reverse': ownAndOther(async (world, whose) => ({
    params: { id: await world.handover(whose) },
    body: { reason: 'Salah catat pada uji matriks' },
  })),

  'dashboard.read': noObject(),

  'trail.requestCode': noObject((world) => ({ body: { nik: freshNik(), ...world.proof() } })),
  'trail.openByPhone': noObject(() => ({ body: { proofId: randomUUID(), kode: '123456' } })),
  'trail.openByCounter': noObject(() => ({ body: { nik: freshNik(), kode: 'ABCDE-FGHJK' } })),
  'trail.read': ownAndOther(async (world, whose) => ({
    headers: { 'x-trail-token': whose === 'own' ? await world.trail(freshNik()) : randomUUID() },
  })),
  'trail.close': noObject(() => ({ headers: { 'x-trail-token': randomUUID() } })),
  'trail.issueCode': noObject(() => ({ body: { nik: freshNik(), ktpChecked: true } })),
  'complaints.file': ownAndOther(async (world, whose) => {
    const nik = freshNik();
    const line = await world.accessLine(nik);
    const token = await world.trail(whose === 'own' ? nik : freshNik());
    return { headers: { 'x-trail-token': token }, body: { line, uraian: 'Saya bukan nasabah lembaga ini.' } };
  }),
  'complaints.track': ownAndOther(async (world, whose) => {
    const [{ number, secret }, foreign] = [await world.complaint('own'), await world.complaint('own')];
    const given = whose === 'own' ? secret : foreign.secret;
    return { params: { number }, headers: { 'x-tracking-secret': given } };
  }),
  'complaints.trackOwn': ownAndOther(async (world, whose) => ({
    params: { number: (await world.complaint('own')).number },
    headers: { 'x-trail-token': await world.trail(whose === 'own' ? complainantNik : freshNik()) },
  })),
  'complaints.ownReceipt': ownAndOther(async (world, whose) => {
    const [{ number, secret }, foreign] = [await world.complaint('own'), await world.complaint('own')];
    const given = whose === 'own' ? secret : foreign.secret;
    return { params: { number }, headers: { 'x-tracking-secret': given } };
  }),
  'complaints.list': noObject(),
  'complaints.export': noObject(),
  'complaints.read': ownAndOther(async (world, whose) => ({
    params: { id: (await world.complaint(whose)).id },
  })),
  'complaints.receipt': ownAndOther(async (world, whose) => ({
    params: { id: (await world.complaint(whose)).id },
  })),
  'complaints.act': ownAndOther(async (world, whose) => ({
    params: { id: (await world.complaint(whose)).id, action: 'reply' },
    body: { version: 1, ...note },
  })),
  'products.list': noObject(),
  'products.read': noObject(() => ({ params: { id: productId('WEBPORTAL-NIK') } })),

  'cart.read': noObject(),
  'cart.put': noObject(() => ({ body: { productId: productId('WEBPORTAL-NIK'), quantity: 1 } })),
  'cart.remove': ownAndOther(async (world, whose, actorId) => ({
    params: { id: await world.cartLine(whose === 'own' ? actorId : randomUUID(), whose) },
  })),
  'cart.checkout': noObject(async (world, _, actorId) => ({
    body: { lines: [{ id: await world.cartLine(actorId, 'own'), quantity: 1, unitPrice: 1000 }] },
  })),
  'checkouts.list': noObject(),
  'checkouts.read': ownAndOther(async (world, whose) => ({ params: { id: await world.checkout(whose) } })),
  'checkouts.decide': ownAndOther(async (world, whose) => ({
    params: { id: await world.checkout(whose) },
    body: { decision: 'release' },
  })),
  'checkouts.withdraw': ownAndOther(async (world, whose, actorId) => ({
    params: { id: await world.checkout(whose, whose === 'own' ? actorId : undefined) },
  })),

  'orders.list': noObject(),
  'orders.export': noObject(),
  'orders.read': ownAndOther(async (world, whose) => ({ params: { id: await world.order(whose) } })),
  'orders.act': ownAndOther(async (world, whose) => ({
    params: { id: await world.order(whose), action: 'cancel' },
    body: note,
  })),
  'orders.askPayment': ownAndOther(async (world, whose) => ({ params: { id: await world.order(whose) } })),
  'orders.reorder': ownAndOther(async (world, whose) => ({
    params: { id: await world.order(whose, { status: 'DIBATALKAN' }) },
  })),
  'orders.document': ownAndOther(async (world, whose) => ({
    params: { id: await world.order(whose), kind: 'tagihan' },
  })),
  'orders.upload': ownAndOther(async (world, whose) => ({
    params: { id: await world.order(whose) },
    form: withFile('%PDF-1.7', { kind: 'BPN_BANK' }),
  })),
  'orders.file': ownAndOther(async (world, whose) => {
    const { orderId, fileId } = await world.file(whose);
    return { params: { id: orderId, fileId } };
  }),
  'events.stream': noObject(),

  'vouchers.list': noObject(),
  'vouchers.export': noObject(),
  'vouchers.read': ownAndOther(async (world, whose) => ({ params: { id: await world.voucher(whose) } })),

  'statements.read': ownAndOther(monthOf),
  'statements.paper': ownAndOther(monthOf),
  'reconciliations.read': ownAndOther(monthOf),
  'reconciliations.sheet': ownAndOther(monthOf),
  'reconciliations.paper': ownAndOther(monthOf),
  'accesses.list': noObject((world) => ({
    query: { filter: JSON.stringify({ institutionId: world.institutionOf('own') }) },
  })),
  'accesses.read': ownAndOther(async (world, whose, actorId) => ({
    params: { id: await world.access(whose, actorId) },
  })),
  'monitoring.read': noObject(),
  'monitoring.export': noObject(),
  'refusals.own': noObject(),
  'accesses.unmask': ownAndOther(async (world, whose, actorId) => ({
    params: { id: await world.access(whose, actorId) },
    body: { reason: 'Pengaduan warga di matriks' },
  })),

  'unmatchedPayments.list': noObject(),
  'unmatchedPayments.read': noObject(async (world) => ({ params: { id: await world.unmatchedPayment() } })),
  'unmatchedPayments.close': noObject(async (world) => ({
    params: { id: await world.unmatchedPayment() },
    body: note,
  })),
  'reportImports.list': noObject(),
  'reportImports.read': noObject(async (world) => {
    const difference = await world.db.reportDifference.findUniqueOrThrow({
      where: { id: await world.difference() },
    });
    return { params: { id: difference.importId } };
  }),
  'reportImports.create': noObject(() => ({ form: withFile(`${Object.values(reportColumns).join(',')}\n`) })),
  'reportDifferences.list': noObject(),
  'reportDifferences.read': noObject(async (world) => ({ params: { id: await world.difference() } })),
  'reportDifferences.close': noObject(async (world) => ({
    params: { id: await world.difference() },
    body: note,
  })),
  'standingDecisions.list': noObject(),
  // Rp0 for the ministry; the bank would pay, so that it is refused as input.
  'standingDecisions.create': ownAndOther((world, whose) => ({
    body: {
      institutionId: world.institutionOf(whose),
      productId: productId('WEBSERVICE-FACE'),
      maxUnits: 1,
      ...note,
    },
  })),
  'standingDecisions.revoke': ownAndOther(async (world, whose) => ({
    params: { id: await world.standingDecision(whose) },
    body: note,
  })),
  'tariffs.list': noObject(),
  'tariffs.export': noObject(),
  'tariffs.propose': noObject(() => ({
    body: {
      productId: productId('SAM'),
      amount: 1,
      documentNumber: `S-${randomUUID()}`,
      documentDate: '2024-01-02',
      passage: 'Lampiran',
      validFrom: '2024-01-02',
    },
  })),
  'tariffs.decide': noObject(async (world) => ({
    params: { id: await world.proposedTariff() },
    body: { decision: 'refuse', ...note },
  })),
  'documents.check': noObject(() => ({ body: { token: 'x' } })),

  'app.info': noObject(),
  'setup.create': noObject(() => ({
    body: { token: 'x', name: 'Uji', email: 'uji@uji.test', password: 'kuda makan rumput hijau' },
  })),
  'invitations.view': noObject(() => ({ body: { token: 'x'.repeat(43) } })),
  'invitations.accept': noObject(() => ({
    body: { token: 'x'.repeat(43), password: 'kuda makan rumput hijau' },
  })),
  'me.read': noObject(),
  'people.list': noObject(),
  'people.read': people(async (world, whose) => ({ params: { id: await world.person(whose) } })),
  'people.invite': people((world, whose) => ({
    body: {
      name: 'Undangan Uji',
      email: `${randomUUID()}@uji.test`,
      roles: [whose === 'staff' ? 'operator-dinas' : 'lembaga-admin'],
      ...(whose === 'staff' ? { officeId: officeId('3374') } : { institutionId: world.institutionOf(whose) }),
    },
  })),
  'people.reinvite': people(async (world, whose) => ({ params: { id: await world.invitation(whose) } })),
  'people.uninvite': people(async (world, whose) => ({ params: { id: await world.invitation(whose) } })),
  'people.setRoles': people(async (world, whose) => ({
    params: { id: await world.person(whose) },
    body: { roles: whose === 'staff' ? ['supervisor-dinas'] : ['lembaga-teknis'] },
  })),
  'people.setLimit': people(async (world, whose) => ({
    params: { id: await world.person(whose) },
    body: { dailyLimit: 100 },
  })),
  'people.disable': people(async (world, whose) => ({ params: { id: await world.person(whose) } })),
  'people.resetTwoFactor': people(async (world, whose) => {
    const id = await world.person(whose);
    await world.db.user.update({ where: { id }, data: { twoFactorEnabled: true } });
    return { params: { id }, body: { reason: 'Ponsel hilang, orangnya hadir' } };
  }),
  'people.enable': people(async (world, whose) => ({ params: { id: await world.person(whose) } })),

  'institutions.list': noObject(),
  'institutions.export': noObject(),
  'institutions.read': ownAndOther((world, whose) => ({ params: { id: world.institutionOf(whose) } })),
  'institutions.create': noObject(() => ({ body: institution(newCode()) })),
  'institutions.update': ownAndOther(async (world, whose) => {
    const id = world.institutionOf(whose);
    const { code, version } = await world.db.institution.findUniqueOrThrow({ where: { id } });
    return {
      params: { id },
      body: { ...institution(code), version, juknisNumber: 'J/1', juknisDoneOn: '2024-01-01' },
    };
  }),
  'institutions.suspend': ownAndOther((world, whose) => ({
    params: { id: world.institutionOf(whose) },
    body: { suspended: false, ...note },
  })),
  'agreements.create': ownAndOther((world, whose) => ({
    params: { id: world.institutionOf(whose) },
    body: { number: newCode(), startsOn: '2020-01-01', endsOn: '2020-12-31' },
  })),
  'agreements.upload': ownAndOther(async (world, whose) => ({
    params: await world.agreement(whose),
    form: withFile('%PDF-1.7'),
  })),
  'agreements.file': ownAndOther(async (world, whose) => ({ params: await world.agreement(whose) })),
  'trial.read': ownAndOther((world, whose) => ({ params: { id: world.institutionOf(whose) } })),
  // Neither has tried anything: whoever may have the paper hears that it is too early.
  'trial.report': ownAndOther((world, whose) => ({ params: { id: world.institutionOf(whose) } })),
  'production.open': ownAndOther((world, whose) => ({
    params: { id: world.institutionOf(whose) },
    body: { number: 'SURAT/1', date: '2024-01-01' },
  })),
  'production.close': ownAndOther((world, whose) => ({
    params: { id: world.institutionOf(whose) },
    body: note,
  })),
  'institution.own': noObject(),
  'institution.limit': noObject(() => ({ body: { approvalAbove: null } })),

  'credentials.list': noObject(),
  'credentials.export': noObject(),
  'credentials.read': ownAndOther(async (world, whose) => ({
    params: { id: await world.credential(whose) },
  })),
  'credentials.create': noObject(() => ({
    body: { product: 'WEBSERVICE-NIK', environment: 'UJI', label: 'Uji matriks' },
  })),
  'credentials.update': ownAndOther(async (world, whose) => ({
    params: { id: await world.credential(whose) },
    body: { label: 'Uji matriks', version: 1 },
  })),
  'credentials.rotate': ownAndOther(async (world, whose) => ({
    params: { id: await world.credential(whose) },
    body: { version: 1 },
  })),
  'credentials.revoke': ownAndOther(async (world, whose) => ({
    params: { id: await world.credential(whose) },
    body: { version: 1, ...note },
  })),
  'networks.list': noObject(),
  'networks.export': noObject(),
  'networks.read': ownAndOther(async (world, whose) => ({ params: { id: await world.network(whose) } })),
  'networks.register': noObject(() => ({ body: { cidr: nextAddress(), label: 'Uji matriks' } })),
  'networks.decide': ownAndOther(async (world, whose) => ({
    params: { id: await world.network(whose) },
    body: { action: 'block', version: 1, ...note },
  })),
  'terminals.list': noObject(),
  'terminals.export': noObject(),
  'terminals.own': noObject(),
  'terminals.read': ownAndOther(async (world, whose) => ({ params: { id: await world.terminal(whose) } })),
  'terminals.register': noObject(() => ({ body: { name: 'Uji matriks' } })),
  'terminals.decide': ownAndOther(async (world, whose) => ({
    params: { id: await world.terminal(whose) },
    body: { action: 'approve', version: 1 },
  })),

  'regions.public': noObject(),
  'regions.list': noObject(),
  'offices.list': noObject(),
  'offices.read': noObject(() => ({ params: { id: officeId('5103') } })),
  'offices.create': noObject(() => ({ body: { code: newCode(), ...office } })),
  'offices.update': noObject(async (world) => {
    const id = officeId('5103');
    const { version } = await world.db.office.findUniqueOrThrow({ where: { id } });
    return { params: { id }, body: { ...office, version } };
  }),
  'offices.setRegions': noObject(async (world) => {
    const id = officeId('5103');
    const { version } = await world.db.office.findUniqueOrThrow({ where: { id } });
    return { params: { id }, body: { regions: ['5103'], version } };
  }),

  'holidays.list': noObject(),
  'holidays.create': noObject(() => ({
    body: { day: nextDay(), name: 'Libur uji', kind: 'LIBUR_NASIONAL' },
  })),
  'holidays.delete': noObject(async (world) => ({ params: { id: await world.holiday(nextDay()) } })),
  'ramadan.list': noObject(),
  'ramadan.create': noObject(() => {
    const from = nextDay();
    return { body: { from, to: from } };
  }),
  'ramadan.delete': noObject(async (world) => ({ params: { id: await world.ramadan(nextDay()) } })),
  'requests.list': noObject(),
  'requests.counters': noObject(),
  'requests.export': noObject(),
  'requests.read': ownAndOther(async (world, whose) => ({ params: { id: await world.request(whose) } })),
  'requests.act': ownAndOther(async (world, whose) => ({
    params: { id: await world.request(whose), action: 'approve' },
    body: {},
  })),
  'requests.actOnStep': ownAndOther(async (world, whose) => ({
    params: {
      id: await world.request(whose, { status: 'DISETUJUI' }),
      step: 'KONSOLIDASI_MANUAL',
      action: 'take',
    },
    body: {},
  })),
  'requests.actOnMany': noObject(async (world) => ({
    body: { ids: [await world.request('own')], act: { on: 'request', action: 'approve' } },
  })),
  'requests.assign': ownAndOther(async (world, whose) => ({
    params: { id: await world.request(whose) },
    body: { to: null },
  })),
  'requests.colleagues': noObject(),
  'requests.unmask': ownAndOther(async (world, whose) => ({
    params: { id: await world.request(whose) },
    body: { reason: 'Uji matriks akses' },
  })),
  'requests.photo': ownAndOther(async (world, whose) => ({ params: await world.photo(whose) })),
  'requests.readDwh': ownAndOther(async (world, whose) => ({ params: { id: await world.request(whose) } })),
  'requests.provePhone': ownAndOther(async (world, whose) => ({
    params: { id: await world.request(whose) },
    body: { version: 1 },
  })),
  'requests.hold': ownAndOther(async (world, whose) => ({
    params: { id: await world.request(whose) },
    body: note,
  })),
  'requests.release': ownAndOther(async (world, whose) => ({ params: { id: await world.request(whose) } })),
  'requests.accessLog': ownAndOther(async (world, whose) => ({ params: { id: await world.request(whose) } })),
  'requests.destructions': noObject(),

  'requests.intake': noObject(async () => ({
    form: multipart(form({ kanal: 'LOKET' }), await photos()),
  })),
  'requests.document': ownAndOther(async (world, whose) => ({
    params: { id: await world.request(whose), kind: 'tanda-terima' },
  })),
  'lookups.create': noObject(() => ({ body: { kind: 'NIK', number: '3374014101900001' } })),
  'publicRequests.challenge': noObject(),
  'publicRequests.submit': noObject(async (world) => ({
    form: multipart({ ...form(), ...world.proof() }, await photos()),
  })),
  'publicRequests.track': withSecret((filed) => filed),
  'publicRequests.draft': withSecret((filed) => filed, 'DIBATALKAN'),
  'publicRequests.act': withSecret(({ params, headers }) => ({
    params: { ...params, action: 'withdraw' },
    headers,
    body: {},
  })),
  'publicRequests.resubmit': withSecret(
    async (filed, world) => ({ ...filed, form: multipart({ ...form(), ...world.proof() }, await photos()) }),
    'DIBATALKAN',
  ),
  'publicRequests.feedback': withSecret(
    (filed) => ({ ...filed, body: { permasalahan: 'Masih belum terbaca', belumTerbacaDi: 'BANK' } }),
    'SELESAI',
  ),
  'publicRequests.recoverLink': noObject((world) => ({ body: { nik: freshNik(), ...world.proof() } })),

  'returnData.list': noObject(),
  'returnData.export': noObject(),
  'returnData.read': ownAndOther(async (world, whose) => ({ params: { id: await world.returnData(whose) } })),
  'returnData.create': noObject(() => ({ form: withFile('NIK;LAYANAN;TANGGAL;HASIL\n') })),
  'returnData.faults': ownAndOther(async (world, whose) => ({
    query: { filter: JSON.stringify({ returnDataId: await world.returnData(whose) }) },
  })),
  'returnData.faultsFile': ownAndOther(async (world, whose) => ({
    params: { id: await world.returnData(whose) },
  })),
  'returnData.template': noObject(),
  'semesterReports.list': noObject(),
  'semesterReports.export': noObject(),
  'semesterReports.read': ownAndOther(async (world, whose) => ({
    params: { id: await world.semesterReport(whose) },
  })),
  'semesterReports.open': noObject(() => ({ body: { half: '2020-1' } })),
  'semesterReports.write': ownAndOther(async (world, whose) => ({
    params: { id: await world.semesterReport(whose) },
    body: { purpose: 'Uji', obstacles: '', followUps: '', version: 1 },
  })),
  'semesterReports.act': ownAndOther(async (world, whose) => ({
    params: { id: await world.semesterReport(whose, 'DIAJUKAN'), action: 'accept' },
    body: {},
  })),
  'semesterReports.receipt': ownAndOther(async (world, whose) => ({
    params: { id: await world.semesterReport(whose, 'DIAJUKAN') },
  })),

  'audit.list': noObject(),
  'audit.export': noObject(),

  'portal.read': noObject(),
  'portal.sign': atDevice({
    version: disclaimerVersion,
    duties: disclaimerDuties,
    name: 'Orang lembaga-operator',
  }),
  'portal.form': noObject(),
  'portal.lookup': atDevice(lookup),
  'portal.compare': atDevice({ ...lookup, elements: said, threshold: 90 }),
  'portal.checkCard': atDevice({ ...lookup, elements: said, threshold: 90 }),
};
