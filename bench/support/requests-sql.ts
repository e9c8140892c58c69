import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { formatRequestCode } from '#contract/requests/identity';
import { parseKeyRing } from '#platform/crypto';
import { createVault, type Vault } from '#platform/vault';
import { nikIndex, sealPersonal } from '#records/requests/sealed';

/** The office that a quarter of all requests stand at: a busy one. */
export const busyOffice = '50000000-0000-4000-8000-000000000000';
export const otherOffice = '50000000-0000-4000-8000-000000000001';
export const centreEmail = 'pusat@bench.test';
export const operatorEmail = 'operator@bench.test';

/** Keys under which the rows are sealed; the API that reads them gets the same. */
export const benchKeys = {
  DATA_KEYS: `bench:${createHash('sha256').update('bench-data').digest('base64')}`,
  INDEX_KEY: createHash('sha256').update('bench-index').digest('base64'),
} as const;

export const benchVault: Vault = createVault(
  parseKeyRing(benchKeys.DATA_KEYS),
  Buffer.from(benchKeys.INDEX_KEY, 'base64'),
);

/** A tenth of all NIK files twice. */
const nikOf = (number: number): string =>
  `3374${String(number - (number % 10 === 9 ? 1 : 0)).padStart(12, '0')}`;

/** The NIK of a row from the middle, which is searched for. */
export const sampleNik = (count: number): string => nikOf(Math.floor(count / 2));
export const sampleNikIndex = (count: number): string => nikIndex(benchVault, sampleNik(count));

const people = (passwordHash: string): string => `
insert into office (id, code, name, address, phone, zone, updated_at)
select ('50000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'BENCH-' || i, 'Dinas ' || i, 'Jalan ' || i, '021', 'WIB', now()
from generate_series(0, 199) i;
insert into "user" (id, name, email, email_verified, office_id, unit, updated_at) values
  ('bench-centre', 'Pusat', '${centreEmail}', true, null, 'Konsolidasi', now()),
  ('bench-operator', 'Operator', '${operatorEmail}', true, '${busyOffice}', null, now());
insert into account (id, account_id, provider_id, user_id, password, updated_at)
select 'account-' || id, id, 'credential', id, '${passwordHash}', now() from "user";
insert into user_role (user_id, role) values ('bench-centre', 'staf-konsolidasi'), ('bench-operator', 'operator-dinas');`;

/** Of a hundred: few as in life, but in a small table enough that every filter finds some, or empty pages would be compared with full ones. */
const openShare = (count: number): number => (count < 10_000 ? 60 : 2);

/**
 * Two years of requests; two in a hundred are open, as where a few days are promised. An open one is due in the three days
 * around now, one in fifty stands on top of the queue; what has ended stands where it ended.
 */
const requests = (count: number): string => `
with numbered as (
  select s.*, case when i % 4 = 0 then 0 else 1 + (i * 7919::bigint) % 199 end as office, lot, kind,
    now() - interval '2 years' + (i - 1) * (interval '2 years' / ${count}) as at,
    lot < ${openShare(count)} as is_open
  from bench_sealed s, lateral (select (i * 48271::bigint % 2147483647) % 100 as lot,
    abs(hashint8(i)::bigint) % 100 as kind) drawn
), placed as (
  select *, case when not is_open then case when lot < 92 then 'SELESAI' else 'DIBATALKAN' end
      when kind < 40 then 'BARU' when kind < 60 then 'DISETUJUI' else 'DIPROSES' end as status,
    case when is_open then now() + (kind - 15) * interval '1 hour' end as due
  from numbered
), worked as (
  select *, case when status = 'DISETUJUI' then 'KONSOLIDASI_MANUAL'
      when status = 'DIPROSES' then case when kind < 85 then 'KONSOLIDASI_MANUAL' else 'SINKRONISASI_DWH' end end as step,
    case when status = 'DISETUJUI' then 'MENUNGGU' when status = 'DIPROSES' then
      case when kind < 80 then 'DIKERJAKAN' when kind < 85 then 'KLARIFIKASI' when kind < 97 then 'DIKERJAKAN' else 'GAGAL' end
      end as step_status
  from placed
)
insert into sync_request (id, code, secret_hash, channel, submitted_at, privacy_version, name_sealed, nik_sealed, nik_index,
  kk_sealed, kk_index, problem_sealed, applicant_kind, under_seventeen, reader, region_code, office_id, status, status_since,
  ended_at, due_at, expected_at, queue_at, priority, step, step_status, assignee_id, assignee_name, step_assignee_id)
select id, code, 'x', case when kind % 20 < 12 then 'DARING' when kind % 20 < 18 then 'LOKET' when kind % 20 < 19 then 'TELEPON'
    else 'SURAT' end, case when is_open then now() - interval '2 days' + kind * interval '10 minutes' + i * interval '1 millisecond' else at end,
  '2026-11', name, nik, nik_index, 'x', nik_index, 'x', 'DIRI_SENDIRI', false, 'BPJS', '3374',
  ('50000000-0000-4000-8000-' || lpad(to_hex(office), 12, '0'))::uuid, status, at,
  case when not is_open then at + interval '2 days' end, due, at,
  case when not is_open then at + interval '2 days' when i % 50 = 0 then '1970-01-01' else due + i * interval '1 microsecond' end,
  is_open and i % 50 = 0, step, step_status,
  case when status = 'BARU' and kind % 4 = 0 then 'bench-operator' when status <> 'BARU' then 'somebody' end, 'Operator',
  case when step_status in ('DIKERJAKAN', 'KLARIFIKASI') then case when i % 7 = 0 then 'bench-centre' else 'somebody' end end
from worked;
insert into request_step_state (request_id, step, status)
select id, step, 'MENUNGGU' from bench_sealed, unnest(array['KONSOLIDASI_MANUAL', 'SINKRONISASI_DWH']) step;
drop table bench_sealed;`;

/** Fills an empty database for the owner: 200 offices, two people, `count` requests whose names and NIK are truly sealed. */
export async function seedRequests(url: string, count: number, passwordHash: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(people(passwordHash));
    await client.query(
      'create unlogged table bench_sealed (i bigint, id uuid, code text, name text, nik text, nik_index text)',
    );
    for (let from = 1; from <= count; from += 10_000) {
      await addSealed(client, from, Math.min(from + 9_999, count));
    }
    await client.query(requests(count));
  } finally {
    await client.end();
  }
}

async function addSealed(client: pg.Client, from: number, to: number): Promise<void> {
  const columns: [number[], string[], string[], string[], string[], string[]] = [[], [], [], [], [], []];
  for (let number = from; number <= to; number++) {
    const id = randomUUID();
    const sealed = sealPersonal(benchVault, id, {
      name: `Nama ${number}`,
      nik: nikOf(number),
      noKk: 'x',
      phone: null,
      problem: 'x',
    });
    const { nameSealed, nikSealed, nikIndex: index } = sealed;
    const row = [number, id, codeOf(number), nameSealed, nikSealed, index] as const;
    for (const [at, value] of row.entries()) columns[at]?.push(value as never);
  }
  await client.query(
    'insert into bench_sealed select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])',
    columns,
  );
}

/** The code of a row: counted up. */
export const codeOf = (number: number): string =>
  formatRequestCode(Array.from({ length: 9 }, (_, at) => Math.floor(number / 31 ** (8 - at)) % 31));
