import { z } from 'zod';
import { Day } from '../shared/days.ts';
import { defineRoutes } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import { accessMethods, accessOutcomes, accessResults } from './codes.ts';
import { Month } from './months.ts';
import * as schema from './report-schemas.ts';

/**
 * People of the centre name an institution, except by a voucher: the log is read along an institution and its time.
 * `from` and `to` are days in WIB, both included; 31 days at most, the last ones unless said, so that no question reads
 * more of the log than a month.
 */
export const accessListQuery = listQuery(
  ['at'],
  {
    institutionId: z.uuid().optional(),
    voucherId: z.uuid().optional(),
    productId: z.uuid().optional(),
    method: z.enum(accessMethods).optional(),
    result: z.enum(accessResults).optional(),
    outcome: z.enum(accessOutcomes).optional(),
    credentialId: z.uuid().optional(),
    personId: z.string().max(100).optional(),
    from: Day.optional(),
    to: Day.optional(),
  },
  { sort: ['at', 'DESC'] },
);

const monthParams = z.object({ month: Month });
/** Whose month: people of the centre must say; others get their own. */
const ofInstitution = z.object({ institutionId: z.uuid().optional() });
const accessParams = z.object({ id: z.string().regex(/^\d{1,18}$/) });

const tag = 'Metered access';
const pdf = { contentType: 'application/pdf' };
const xlsx = { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

export const reportRoutes = defineRoutes({
  'statements.read': {
    method: 'get',
    path: '/api/v1/statements/:month',
    access: 'statements.read',
    tag,
    summary: 'Bills of an institution in a month: opening, ordered, paid, ended, closing, vouchers',
    params: monthParams,
    query: ofInstitution,
    response: schema.Statement,
  },
  'statements.paper': {
    method: 'get',
    path: '/api/v1/statements/:month/pdf',
    access: 'statements.read',
    tag,
    summary: 'The same as PDF',
    params: monthParams,
    query: ofInstitution,
    response: pdf,
  },
  'reconciliations.read': {
    method: 'get',
    path: '/api/v1/reconciliations/:month',
    access: 'reconciliations.read',
    tag,
    summary: 'Units of an institution in a month: opening, vouchers, use, closing, and whether it all agrees',
    params: monthParams,
    query: ofInstitution,
    response: schema.Reconciliation,
  },
  'reconciliations.sheet': {
    method: 'get',
    path: '/api/v1/reconciliations/:month/xlsx',
    access: 'reconciliations.read',
    tag,
    summary: 'The same as a workbook',
    params: monthParams,
    query: ofInstitution,
    response: xlsx,
  },
  'reconciliations.paper': {
    method: 'get',
    path: '/api/v1/reconciliations/:month/pdf',
    access: 'reconciliations.read',
    tag,
    summary: 'Berita Acara Rekonsiliasi, for both parties to sign',
    params: monthParams,
    query: ofInstitution,
    response: pdf,
  },
  'accesses.list': {
    method: 'get',
    path: '/api/v1/accesses',
    access: 'accesses.read',
    tag,
    summary: 'Catatan Akses: the log of accesses, NIK masked',
    query: accessListQuery,
    list: true,
    response: z.array(schema.AccessRow),
  },
  'accesses.read': {
    method: 'get',
    path: '/api/v1/accesses/:id',
    access: 'accesses.read',
    tag,
    summary: 'One access, and who paid for it: voucher, order, kode billing, NTPN',
    params: accessParams,
    response: schema.AccessThread,
  },
  'accesses.unmask': {
    method: 'post',
    path: '/api/v1/accesses/:id/unmaskings',
    access: 'access-nik.read',
    tag,
    summary: 'The NIK of an access in full, with a reason that is written down',
    params: accessParams,
    body: schema.AccessUnmaskInput,
    response: schema.AccessUnmasked,
  },
});
