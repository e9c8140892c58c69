/** The institution that a quarter of all orders belong to: a busy one. */
export const busyInstitution = '10000000-0000-4000-8000-000000000000';
export const otherInstitution = '10000000-0000-4000-8000-000000000001';
export const staffEmail = 'staf@bench.test';
export const buyerEmail = 'pemesan@bench.test';
export const benchProduct = (position: number): string => `20000000-0000-4000-8000-00000000000${position}`;

/**
 * SQL for the owner that fills an empty database: 200 institutions, seven products, two people, and `count` orders over
 * two years with every status, the codes and amounts unique as the real ones are. Most orders are done, as in life.
 */
export const seedOrders = (count: number, passwordHash: string): string => `
set session_replication_role = replica;
insert into institution (id, code, name, category, address, email, phone, updated_at)
select ('10000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'BENCH-' || i, 'LEMBAGA ' || md5(i::text),
  'PERBANKAN', 'Jalan ' || i, 'lembaga' || i || '@bench.test', '021', now()
from generate_series(0, 199) i;
insert into service (id, code, name, position) values ('30000000-0000-4000-8000-000000000000', 'BENCH', 'Layanan', 1);
insert into product (id, code, service_id, name, description, unit, deliverable, max_quantity, simponi_tarif, simponi_pp,
  simponi_akun, position)
select ('20000000-0000-4000-8000-00000000000' || i)::uuid, 'P' || i, '30000000-0000-4000-8000-000000000000', 'Produk ' || i,
  '', 'akses', true, 1000000, '000001', '2023010', '425129', i
from generate_series(1, 7) i;
insert into tariff (id, product_id, article, amount, valid_from)
select ('40000000-0000-4000-8000-00000000000' || i)::uuid, ('20000000-0000-4000-8000-00000000000' || i)::uuid, 'PP 10/2023',
  1000, '2023-03-28'
from generate_series(1, 7) i;
insert into "user" (id, name, email, email_verified, institution_id, unit, updated_at) values
  ('bench-staff', 'Staf', '${staffEmail}', true, null, 'Bendahara', now()),
  ('bench-buyer', 'Pemesan', '${buyerEmail}', true, '${busyInstitution}', null, now());
insert into account (id, account_id, provider_id, user_id, password, updated_at)
select 'account-' || id, id, 'credential', id, '${passwordHash}', now() from "user";
insert into user_role (user_id, role) values ('bench-staff', 'staf-pnbp'), ('bench-buyer', 'lembaga-pemesan');
with numbered as (
  select i, case when i % 4 = 0 then 0 else 1 + (i * 7919::bigint) % 199 end as institution, 1 + i % 7 as product,
    1 + (i * 104729::bigint) % 9000 as quantity, now() - interval '2 years' + (i - 1) * (interval '2 years' / ${count}) as at,
    case when lot < 15 then 'SELESAI' when lot = 15 then 'KEDALUWARSA' when lot = 16 then 'DIBATALKAN'
      when lot = 17 then 'MENUNGGU_PEMBAYARAN'
      else (array['DIPROSES','MENUNGGU_PERSETUJUAN','DISETUJUI','DITOLAK','PENERBITAN_TAGIHAN','TAGIHAN_BERMASALAH','DIBAYAR',
        'PEMBAYARAN_BERMASALAH','MENUNGGU_KEPUTUSAN','PENGEMBALIAN','DIKEMBALIKAN'])[1 + (i / 20) % 11] end as status
  -- A lot that has nothing to do with institution and product, so that their filters meet each status.
  from generate_series(1, ${count}) i, lateral (select (i * 48271::bigint % 2147483647) % 20 as lot) drawn
)
insert into "order" (kuitansi, institution_id, product_id, tariff_id, created_by, created_at, service_name, product_name, unit,
  unit_price, quantity, total, tariff_article, status, status_since, kode_billing, ntpn, paid_at)
select 'KW-B1-' || to_char(at, 'DDMMYY') || lpad((i % 10000)::text, 4, '0'),
  ('10000000-0000-4000-8000-' || lpad(to_hex(institution), 12, '0'))::uuid,
  ('20000000-0000-4000-8000-00000000000' || product)::uuid, ('40000000-0000-4000-8000-00000000000' || product)::uuid,
  'bench-buyer', at, 'Layanan', 'Produk ' || product, 'akses', 1000, quantity, quantity * 1000, 'PP 10/2023', status, at,
  case when status not in ('DIPROSES', 'MENUNGGU_PERSETUJUAN', 'DISETUJUI', 'DITOLAK', 'PENERBITAN_TAGIHAN', 'TAGIHAN_BERMASALAH')
    then '8' || lpad(i::text, 14, '0') end,
  case when status in ('SELESAI', 'DIBAYAR', 'PEMBAYARAN_BERMASALAH', 'MENUNGGU_KEPUTUSAN', 'PENGEMBALIAN', 'DIKEMBALIKAN')
    then upper('A' || lpad(to_hex(i), 15, '0')) end,
  case when status in ('SELESAI', 'DIBAYAR') then at end
from numbered;
set session_replication_role = default;
`;
