import { z } from 'zod';
import { roleNames } from '../access/roles.ts';
import { defineRoutes } from '../shared/http.ts';
import { listQuery } from '../shared/paging.ts';
import * as schema from './schemas.ts';

const personParams = z.object({ id: z.string().min(1).max(100) });

export const peopleListQuery = listQuery(
  ['name', 'email', 'createdAt'],
  {
    q: z.string().trim().max(100).optional(),
    role: z.enum(roleNames as [string, ...string[]]).optional(),
    institutionId: z.uuid().optional(),
    status: z.enum(['AKTIF', 'NONAKTIF', 'DIUNDANG']).optional(),
  },
  { sort: ['name', 'ASC'] },
);

/** Endpoints of better-auth that are open; every other one of it is closed. Paths below `/api/auth`. */
export const openAuthPaths = [
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /get-session',
  'POST /request-password-reset',
  'POST /reset-password',
  'POST /change-password',
] as const;

export const accountRoutes = defineRoutes({
  'app.info': {
    method: 'get',
    path: '/api/v1/public/app',
    access: 'public',
    tag: 'Public',
    summary: 'Mode, version and what the login page shows',
    response: schema.AppInfo,
  },
  'setup.create': {
    method: 'post',
    path: '/api/v1/public/setup',
    access: 'public',
    tag: 'Public',
    summary: 'Make the first administrator, once',
    body: schema.SetupInput,
    status: 201,
    response: z.object({ email: z.string() }),
  },
  'invitations.view': {
    method: 'post',
    path: '/api/v1/public/invitations/view',
    access: 'public',
    tag: 'Public',
    summary: "What an invitation's link is for",
    body: schema.InvitationToken,
    response: schema.InvitationView,
  },
  'invitations.accept': {
    method: 'post',
    path: '/api/v1/public/invitations/accept',
    access: 'public',
    tag: 'Public',
    summary: 'Set a password and open the account',
    body: schema.InvitationAcceptance,
    status: 201,
    response: z.object({ email: z.string() }),
  },
  'me.read': {
    method: 'get',
    path: '/api/v1/me',
    access: 'signed-in',
    tag: 'Accounts',
    summary: 'The signed-in person, roles and permissions',
    response: schema.Me,
  },
  'people.list': {
    method: 'get',
    path: '/api/v1/people',
    access: 'people.read',
    tag: 'Accounts',
    summary: "People and open invitations in one's reach",
    query: peopleListQuery,
    list: true,
    response: z.array(schema.Person),
  },
  'people.read': {
    method: 'get',
    path: '/api/v1/people/:id',
    access: 'people.read',
    tag: 'Accounts',
    summary: 'One person',
    params: personParams,
    response: schema.Person,
  },
  'people.invite': {
    method: 'post',
    path: '/api/v1/people',
    access: 'people.invite',
    tag: 'Accounts',
    summary: 'Invite a person by mail with roles',
    body: schema.InvitationInput,
    idempotency: 'create',
    status: 201,
    response: schema.Person,
  },
  'people.reinvite': {
    method: 'post',
    path: '/api/v1/people/:id/invitation',
    access: 'people.invite',
    tag: 'Accounts',
    summary: 'Send an open invitation again with a new link',
    params: personParams,
    response: schema.Person,
  },
  'people.uninvite': {
    method: 'delete',
    path: '/api/v1/people/:id/invitation',
    access: 'people.invite',
    tag: 'Accounts',
    summary: 'Withdraw an open invitation: its link stops working, its address is free again',
    params: personParams,
    response: schema.Person,
  },
  'people.setRoles': {
    method: 'put',
    path: '/api/v1/people/:id/roles',
    access: 'people.manage',
    tag: 'Accounts',
    summary: "Give and take roles; never one's own",
    params: personParams,
    body: schema.PersonRolesInput,
    response: schema.Person,
  },
  'people.setLimit': {
    method: 'put',
    path: '/api/v1/people/:id/daily-limit',
    access: 'people.limit',
    tag: 'Accounts',
    summary: 'Set how many units an operator may use a day in the web portal',
    params: personParams,
    body: schema.PersonLimitInput,
    response: schema.Person,
  },
  'people.disable': {
    method: 'post',
    path: '/api/v1/people/:id/disable',
    access: 'people.manage',
    tag: 'Accounts',
    summary: 'Disable: every session ends at once',
    params: personParams,
    response: schema.Person,
  },
  'people.enable': {
    method: 'post',
    path: '/api/v1/people/:id/enable',
    access: 'people.manage',
    tag: 'Accounts',
    summary: 'Enable again',
    params: personParams,
    response: schema.Person,
  },
});
