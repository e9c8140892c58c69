import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { sealAccess } from '#records/metering/sealed';
import { benchVault } from './requests-sql.ts';

/** The institution that made half of all accesses: a busy one. */
export const busyCaller = '10000000-0000-4000-8000-000000000000';
export const otherCaller = '10000000-0000-4000-8000-000000000001';
export const staffEmail = 'staf@bench.test';
export const managerEmail = 'pengelola@bench.test';
export const operatorEmail = 'petugas@bench.test';

/** Products that are used: by nearly every access, by one in a thousand, by none although bought, and never bought. */
export const products = { common: id(2, 1), rare: id(2, 2), unused: id(2, 3), foreign: id(2, 4) } as const;
/** Credentials of the busy institution, likewise. */
export const credentials = { common: id(6, 0), rare: id(6, 2), unused: id(6, 3) } as const;
/** A voucher from the middle of the busy institution's units. */
export const middleVoucher = id(7, 2);

const days = 180;
const vouchers = 4;

function id(kind: number, number: number): string {
  return `${kind}0000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A small log lies within the last month, or nothing of it would be in sight. */
const spanOf = (count: number): number => (count < 10_000 ? 30 : days);

const people = (passwordHash: string): string => `
insert into institution (id, code, name, category, address, email, phone, updated_at)
select ('10000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'BENCH-' || i, 'LEMBAGA ' || i, 'PERBANKAN', 'Jalan ' || i,
  'lembaga' || i || '@bench.test', '021', now()
from generate_series(0, 199) i;
insert into service (id, code, name, position) values ('${id(3, 0)}', 'BENCH', 'Layanan', 1);
insert into product (id, code, service_id, name, description, unit, deliverable, max_quantity, simponi_tarif, simponi_pp,
  simponi_akun, position)
select ('20000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, (array['WEBSERVICE-NIK', 'WEBPORTAL-NIK', 'WEBSERVICE-FACE', 'P4'])[i],
  '${id(3, 0)}', 'Produk ' || i, '', 'akses', true, 1000000, '000001', '2023010', '425129', i
from generate_series(1, 4) i;
insert into "user" (id, name, email, email_verified, institution_id, unit, updated_at) values
  ('bench-staff', 'Staf', '${staffEmail}', true, null, 'Bendahara', now()),
  ('bench-manager', 'Pengelola', '${managerEmail}', true, '${busyCaller}', null, now()),
  ('bench-operator', 'Petugas', '${operatorEmail}', true, '${busyCaller}', null, now());
insert into account (id, account_id, provider_id, user_id, password, updated_at)
select 'account-' || id, id, 'credential', id, '${passwordHash}', now() from "user";
insert into user_role (user_id, role) values ('bench-staff', 'staf-pnbp'), ('bench-manager', 'lembaga-admin'),
  ('bench-operator', 'lembaga-operator');
insert into api_credential (id, institution_id, product_id, environment, user_id, label, secret_hash, created_by)
select ('60000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, '${busyCaller}', '${products.common}', 'PRODUKSI', 'bench-' || i,
  'Kunci ' || i, 'x', 'bench-manager'
from generate_series(0, 3) i;`;

/** The months of the past, which nobody made ahead. */
const months = `
do $$ declare month timestamptz; begin
  for i in 1..${Math.ceil(days / 28) + 1} loop
    month := date_trunc('month', (now() at time zone 'UTC') - make_interval(months => i)) at time zone 'UTC';
    execute format('create table access_log_parts.%I partition of access_log for values from (%L) to (%L)',
      'access_log_' || to_char(month at time zone 'UTC', 'YYYY_MM'), month, month + interval '1 month');
  end loop;
end $$;`;

/**
 * One slice of the log: half of it of the busy institution. Nearly all are look-ups and comparisons by its two common
 * credentials that were debited; one in a thousand was made at the portal by its operator.
 */
const accesses = (count: number, from: number, to: number): string => `
insert into access_log (at, institution_id, product_id, channel, method, result, outcome, unit, request_id, credential_id, person_id,
  address, nik_index, nik_sealed, duration_ms)
select at, institution, case when portal then '${products.rare}'::uuid else '${products.common}'::uuid end,
  case when portal then 'WEB_PORTAL' else 'WEB_SERVICE' end, method,
  case when lot % 100 < 4 then 'NOT_FOUND' when lot % 5000 = 77 then 'DECEASED' when method = 'CALL_VERIFY_BY_ELEMEN' then 'COMPARED'
    else 'DATA' end,
  case when lot % 40 = 3 then 'REPEATED' else 'DEBITED' end,
  case when lot % 40 <> 3 then (i + 1) / 2 end,
  s.request_id, case when portal then null when institution <> '${busyCaller}' then '${id(6, 99)}'::uuid
    when lot % 10000 = 5 then '${credentials.rare}'::uuid when lot % 10 < 6 then '${credentials.common}'::uuid else '${id(6, 1)}'::uuid end,
  case when portal then case when institution = '${busyCaller}' then 'bench-operator' else 'somebody' end end,
  '10.0.0.1', s.nik_index, s.nik_sealed, 12
from (
  select i, lot, lot % 1000 = 500 as portal,
    ('10000000-0000-4000-8000-' || lpad(to_hex(case when i % 2 = 1 then 0 else 1 + (i * 7919) % 199 end), 12, '0'))::uuid as institution,
    case when lot % 1000 = 500 then 'LIHAT_DATA' when lot % 10 < 7 then 'CALL_NIK' else 'CALL_VERIFY_BY_ELEMEN' end as method,
    now() - (${count} - i) * (interval '${spanOf(count)} days' / ${count}) as at
  from generate_series(${from}::bigint, ${to}) i, lateral (select abs(hashint8(i)::bigint) % 1000000 as lot) drawn
) numbered join bench_sealed s on s.n = numbered.i % 1000
order by i;`;

/** What moved the units of the log: the debits of an hour in one movement, as calls that come together share one. */
const movements = `
insert into ledger_transaction (institution_id, product_id, kind, first_unit, last_unit, at)
select institution_id, product_id, 'DEBIT', min(unit), max(unit), max(at)
from access_log where unit is not null group by institution_id, product_id, date_trunc('hour', at);`;

/** Half the rows are the busy institution's, and its units are numbered by their place. */
const quota = (count: number): string => `
insert into quota_account (institution_id, product_id, granted, debited, changed_at) values
  ('${busyCaller}', '${products.common}', ${count}, ${count / 2}, now()), ('${busyCaller}', '${products.rare}', ${count}, ${count / 2}, now()),
  ('${busyCaller}', '${products.unused}', ${count}, 7, now() - interval '1 year');
insert into voucher (id, number, institution_id, product_id, units, first_unit, last_unit, source)
select ('70000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 'VC-BENCH-' || i, '${busyCaller}', '${products.common}',
  ${count / 2 / vouchers}, (i - 1) * ${count / 2 / vouchers} + 1, i * ${count / 2 / vouchers}, 'SALDO_AWAL'
from generate_series(1, ${vouchers}) i;
drop table bench_sealed;`;

/** Fills an empty database for the owner: 200 institutions, three people, `count` accesses of half a year, truly sealed. */
export async function seedAccesses(url: string, count: number, passwordHash: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(people(passwordHash) + months);
    await client.query(
      'create unlogged table bench_sealed (n int, request_id uuid, nik_index text, nik_sealed text)',
    );
    await addSealed(client);
    const slice = 250_000;
    for (let from = 1; from <= count; from += slice) {
      await client.query(accesses(count, from, Math.min(from + slice - 1, count)));
    }
    await client.query(movements + quota(count));
  } finally {
    await client.end();
  }
}

/** A thousand people; their accesses share an id, which alone opens the seal. */
async function addSealed(client: pg.Client): Promise<void> {
  for (let n = 0; n < 1_000; n++) {
    const requestId = randomUUID();
    const nik = `3374${String(n).padStart(12, '0')}`;
    const { nikIndex, nikSealed } = sealAccess(benchVault, requestId, { nik, caseNumber: null });
    await client.query('insert into bench_sealed values ($1, $2, $3, $4)', [
      n,
      requestId,
      nikIndex,
      nikSealed,
    ]);
  }
}
