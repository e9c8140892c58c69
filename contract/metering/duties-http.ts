import { z } from 'zod';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import * as schema from './duties-schemas.ts';
import { returnDataLimits, returnDataStatuses } from './return-data.ts';
import { semesterReportActions, semesterReportStatuses } from './semester-lifecycle.ts';

const tag = 'Duties of institutions';
const csv = { contentType: 'text/csv; charset=utf-8' } as const;

export const returnDataListQuery = listQuery(
  ['uploadedAt'],
  { status: z.enum(returnDataStatuses).optional(), institutionId: z.uuid().optional() },
  { sort: ['uploadedAt', 'DESC'] },
);

export const returnDataFaultListQuery = listQuery(
  ['line'],
  { returnDataId: z.uuid() },
  { sort: ['line', 'ASC'] },
);

export const semesterReportListQuery = listQuery(
  ['dueOn', 'statusSince'],
  {
    half: schema.Half.optional(),
    status: z.enum(semesterReportStatuses).optional(),
    institutionId: z.uuid().optional(),
    late: z.boolean().optional(),
  },
  { sort: ['dueOn', 'DESC'] },
);

export const dutyRoutes = defineRoutes({
  'returnData.list': {
    method: 'get',
    path: '/api/v1/return-data',
    access: 'return-data.read',
    tag,
    summary: 'Files of databalikan, one’s own institution’s or all',
    query: returnDataListQuery,
    list: true,
    response: z.array(schema.ReturnData),
  },
  'returnData.export': {
    method: 'get',
    path: '/api/v1/return-data.csv',
    access: 'return-data.read',
    tag,
    summary: 'The filtered files of databalikan as CSV',
    query: returnDataListQuery,
    response: csv,
  },
  'returnData.read': {
    method: 'get',
    path: '/api/v1/return-data/:id',
    access: 'return-data.read',
    tag,
    summary: 'One file with how far its check has come',
    params: uuidParams,
    response: schema.ReturnData,
  },
  'returnData.create': {
    method: 'post',
    path: '/api/v1/return-data',
    access: 'return-data.upload',
    tag,
    summary: 'Upload a file (CSV or XLSX); it is checked afterwards. The same file again changes nothing',
    body: z.object({}),
    files: { file: { maxBytes: returnDataLimits.bytes, types: ['text/csv', 'application/octet-stream'] } },
    status: 201,
    response: schema.ReturnData,
  },
  'returnData.faults': {
    method: 'get',
    path: '/api/v1/return-data-faults',
    access: 'return-data.read',
    tag,
    summary: 'Wrong cells of one file',
    query: returnDataFaultListQuery,
    list: true,
    response: z.array(schema.ReturnDataFaultRow),
  },
  'returnData.faultsFile': {
    method: 'get',
    path: '/api/v1/return-data/:id/faults.csv',
    access: 'return-data.read',
    tag,
    summary: 'Wrong cells of one file as CSV',
    params: uuidParams,
    response: csv,
  },
  'returnData.template': {
    method: 'get',
    path: '/api/v1/return-data-template.csv',
    access: 'return-data.read',
    tag,
    summary: 'An empty file with the right heading',
    response: csv,
  },
  'semesterReports.list': {
    method: 'get',
    path: '/api/v1/semester-reports',
    access: 'semester-reports.read',
    tag,
    summary: 'Semester reports, one’s own institution’s or all',
    query: semesterReportListQuery,
    list: true,
    response: z.array(schema.SemesterReportRow),
  },
  'semesterReports.export': {
    method: 'get',
    path: '/api/v1/semester-reports.csv',
    access: 'semester-reports.read',
    tag,
    summary: 'The filtered semester reports as CSV',
    query: semesterReportListQuery,
    response: csv,
  },
  'semesterReports.read': {
    method: 'get',
    path: '/api/v1/semester-reports/:id',
    access: 'semester-reports.read',
    tag,
    summary: 'One report with figures and history',
    params: uuidParams,
    response: schema.SemesterReport,
  },
  'semesterReports.open': {
    method: 'post',
    path: '/api/v1/semester-reports',
    access: 'semester-reports.write',
    tag,
    summary: 'Open the draft of a half-year; one that is open already is answered',
    body: schema.SemesterReportOpening,
    idempotency: 'create',
    status: 201,
    response: schema.SemesterReport,
  },
  'semesterReports.write': {
    method: 'put',
    path: '/api/v1/semester-reports/:id',
    access: 'semester-reports.write',
    tag,
    summary: 'Write purpose, obstacles and follow-ups',
    params: uuidParams,
    body: schema.SemesterReportText,
    response: schema.SemesterReport,
  },
  'semesterReports.act': {
    method: 'post',
    path: '/api/v1/semester-reports/:id/actions/:action',
    access: 'semester-reports.act',
    tag,
    summary: 'Submit, return with a note, or accept',
    params: uuidParams.extend({ action: z.enum(semesterReportActions) }),
    body: schema.SemesterReportAct,
    idempotency: 'create',
    status: 200,
    response: schema.SemesterReport,
  },
  'semesterReports.receipt': {
    method: 'get',
    path: '/api/v1/semester-reports/:id/receipt',
    access: 'semester-reports.read',
    tag,
    summary: 'The tanda terima of a report that was submitted',
    params: uuidParams,
    response: { contentType: 'application/pdf' },
  },
});
