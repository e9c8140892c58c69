import { z } from 'zod';
import { institutionCategories } from '../orders/codes.ts';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import { institutionAttentions } from './attention.ts';
import * as schema from './schemas.ts';

export const institutionListQuery = listQuery(
  ['name', 'code', 'category'],
  {
    q: z.string().trim().max(100).optional(),
    category: z.enum(institutionCategories).optional(),
    attention: z.enum(institutionAttentions).optional(),
  },
  { sort: ['name', 'ASC'] },
);

const pksFile = { file: { maxBytes: 10 * 1024 * 1024, types: ['application/pdf'] } } as const;
const agreementParams = uuidParams.extend({ agreementId: z.uuid() });

export const institutionRoutes = defineRoutes({
  'institutions.list': {
    method: 'get',
    path: '/api/v1/institutions',
    access: 'institutions.read',
    tag: 'Institutions',
    summary: 'Institutions with the state of PKS and juknis',
    query: institutionListQuery,
    list: true,
    response: z.array(schema.Institution),
  },
  'institutions.export': {
    method: 'get',
    path: '/api/v1/institutions.csv',
    access: 'institutions.read',
    tag: 'Institutions',
    summary: 'The filtered institutions as CSV',
    query: institutionListQuery,
    response: { contentType: 'text/csv; charset=utf-8' },
  },
  'institutions.read': {
    method: 'get',
    path: '/api/v1/institutions/:id',
    access: 'institutions.read',
    tag: 'Institutions',
    summary: 'One institution',
    params: uuidParams,
    response: schema.Institution,
  },
  'institutions.create': {
    method: 'post',
    path: '/api/v1/institutions',
    access: 'institutions.write',
    tag: 'Institutions',
    summary: 'Record an institution',
    body: schema.InstitutionInput,
    idempotency: 'create',
    status: 201,
    response: schema.Institution,
  },
  'institutions.update': {
    method: 'put',
    path: '/api/v1/institutions/:id',
    access: 'institutions.write',
    tag: 'Institutions',
    summary: "Change an institution's data",
    params: uuidParams,
    body: schema.InstitutionUpdate,
    response: schema.Institution,
  },
  'institutions.suspend': {
    method: 'post',
    path: '/api/v1/institutions/:id/suspension',
    access: 'institutions.write',
    tag: 'Institutions',
    summary: 'Suspend or reopen, with a note',
    params: uuidParams,
    body: schema.SuspensionInput,
    response: schema.Institution,
  },
  'agreements.create': {
    method: 'post',
    path: '/api/v1/institutions/:id/agreements',
    access: 'institutions.write',
    tag: 'Institutions',
    summary: 'Record a PKS',
    params: uuidParams,
    body: schema.AgreementInput,
    idempotency: 'create',
    status: 201,
    response: schema.Institution,
  },
  'agreements.upload': {
    method: 'post',
    path: '/api/v1/institutions/:id/agreements/:agreementId/file',
    access: 'institutions.write',
    tag: 'Institutions',
    summary: 'The signed PKS as PDF',
    params: agreementParams,
    body: z.object({}),
    files: pksFile,
    status: 201,
    response: schema.Institution,
  },
  'agreements.file': {
    method: 'get',
    path: '/api/v1/institutions/:id/agreements/:agreementId/file',
    access: 'institutions.read',
    tag: 'Institutions',
    summary: 'The signed PKS',
    params: agreementParams,
    response: { contentType: 'application/pdf' },
  },
  'institution.own': {
    method: 'get',
    path: '/api/v1/institution',
    access: 'institution.own',
    tag: 'Institutions',
    summary: "One's own institution",
    response: schema.Institution,
  },
  'institution.limit': {
    method: 'put',
    path: '/api/v1/institution/limit',
    access: 'institution.limit',
    tag: 'Institutions',
    summary: 'Set the total above which a checker releases a checkout',
    body: schema.LimitInput,
    response: schema.Institution,
  },
});
