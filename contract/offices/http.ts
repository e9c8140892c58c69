import { z } from 'zod';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import * as schema from './schemas.ts';

const search = z.string().trim().max(100).optional();

export const officeListQuery = listQuery(
  ['name', 'code'],
  { q: search, active: z.boolean().optional() },
  { sort: ['name', 'ASC'] },
);

export const regionListQuery = listQuery(
  ['id', 'name'],
  { q: search, provinceCode: z.string().max(2).optional(), officeId: z.uuid().optional() },
  { sort: ['id', 'ASC'] },
);

export const officeRoutes = defineRoutes({
  'regions.public': {
    method: 'get',
    path: '/api/v1/public/regions',
    access: 'public',
    tag: 'Public',
    summary: 'Every kabupaten and kota by province; may be kept for a day',
    response: z.array(schema.Province),
  },
  'regions.list': {
    method: 'get',
    path: '/api/v1/regions',
    access: 'offices.read',
    tag: 'Offices',
    summary: 'Regions with the office that serves them',
    query: regionListQuery,
    list: true,
    response: z.array(schema.Region),
  },
  'offices.list': {
    method: 'get',
    path: '/api/v1/offices',
    access: 'offices.read',
    tag: 'Offices',
    summary: 'Offices with their regions',
    query: officeListQuery,
    list: true,
    response: z.array(schema.Office),
  },
  'offices.read': {
    method: 'get',
    path: '/api/v1/offices/:id',
    access: 'offices.read',
    tag: 'Offices',
    summary: 'One office',
    params: uuidParams,
    response: schema.Office,
  },
  'offices.create': {
    method: 'post',
    path: '/api/v1/offices',
    access: 'offices.manage',
    tag: 'Offices',
    summary: 'Record an office',
    body: schema.OfficeInput,
    idempotency: 'create',
    status: 201,
    response: schema.Office,
  },
  'offices.update': {
    method: 'put',
    path: '/api/v1/offices/:id',
    access: 'offices.manage',
    tag: 'Offices',
    summary: "Change an office's data, open or close it",
    params: uuidParams,
    body: schema.OfficeUpdate,
    response: schema.Office,
  },
  'offices.setRegions': {
    method: 'put',
    path: '/api/v1/offices/:id/regions',
    access: 'offices.manage',
    tag: 'Offices',
    summary: 'Say which regions an office serves',
    params: uuidParams,
    body: schema.OfficeRegionsInput,
    response: schema.Office,
  },
});
