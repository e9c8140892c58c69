import { z } from 'zod';
import { defineRoutes, uuidParams } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import { holidayKinds } from './codes.ts';
import * as schema from './schemas.ts';

export const holidayListQuery = listQuery(
  ['day'],
  {
    year: z.int().min(1900).max(2999).optional(),
    kind: z.enum(holidayKinds).optional(),
    /** That office's own days only. */
    officeId: z.uuid().optional(),
  },
  { sort: ['day', 'ASC'] },
);

export const ramadanListQuery = listQuery(['from'], {}, { sort: ['from', 'DESC'] });

export const calendarRoutes = defineRoutes({
  'holidays.list': {
    method: 'get',
    path: '/api/v1/holidays',
    access: 'calendar.read',
    tag: 'Calendar',
    summary: 'Days on which offices do not work',
    query: holidayListQuery,
    list: true,
    response: z.array(schema.Holiday),
  },
  'holidays.create': {
    method: 'post',
    path: '/api/v1/holidays',
    access: 'calendar.manage',
    tag: 'Calendar',
    summary: 'Add a free day; open deadlines move',
    body: schema.HolidayInput,
    idempotency: 'create',
    status: 201,
    response: schema.Holiday,
  },
  'holidays.delete': {
    method: 'delete',
    path: '/api/v1/holidays/:id',
    access: 'calendar.manage',
    tag: 'Calendar',
    summary: 'Take a free day away; open deadlines move',
    params: uuidParams,
    response: null,
  },
  'ramadan.list': {
    method: 'get',
    path: '/api/v1/ramadan-periods',
    access: 'calendar.read',
    tag: 'Calendar',
    summary: 'Weeks of shorter hours',
    query: ramadanListQuery,
    list: true,
    response: z.array(schema.RamadanPeriod),
  },
  'ramadan.create': {
    method: 'post',
    path: '/api/v1/ramadan-periods',
    access: 'calendar.manage',
    tag: 'Calendar',
    summary: 'Add a Ramadan; open deadlines move',
    body: schema.RamadanInput,
    idempotency: 'create',
    status: 201,
    response: schema.RamadanPeriod,
  },
  'ramadan.delete': {
    method: 'delete',
    path: '/api/v1/ramadan-periods/:id',
    access: 'calendar.manage',
    tag: 'Calendar',
    summary: 'Take a Ramadan away; open deadlines move',
    params: uuidParams,
    response: null,
  },
});
