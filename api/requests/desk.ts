import { permissions } from '#contract/access/permissions';
import type { Role } from '#contract/access/roles';
import type { RequestSummary } from '#contract/requests/schemas';
import { AppError } from '#contract/shared/errors';
import { assignRequest, endHold, holdRequest, provePhone } from '#records/requests/desk';
import { implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import type { StaffContext } from './acts.ts';
import { requestSummary, summaryInclude } from './rows.ts';
import { isOfItsOffice, ownOffice, requireRequest } from './scope.ts';

/** What people note on a request beside its lifecycle: who has it, the proven telephone, a hold on its pictures. */
export const requestDeskHandlers = [
  implement('requests.assign', async (context) => {
    const { deps, actor, params, body } = context;
    const { officeId } = await requireOwn(context, params.id);
    const mayOverrule = actor.roles.includes('supervisor-dinas');
    if (body.to !== null && body.to !== actor.id && !mayOverrule) {
      throw new AppError('FORBIDDEN', { message: 'only the head of section hands over' });
    }
    const to = body.to === null ? null : await requireColleague(context, body.to);
    await assignRequest(deps.db, { ...noted(context, params.id), officeId, to, mayOverrule });
    return summaryOf(context, params.id);
  }),
  implement('requests.colleagues', async ({ deps, actor }) => {
    const officeId = ownOffice(actor);
    if (officeId === null) return [];
    return deps.db.user.findMany({ where: whoWorksAt(officeId), orderBy: { name: 'asc' }, ...idAndName });
  }),
  implement('requests.provePhone', async (context) => {
    const { deps, params, body } = context;
    await requireOwn(context, params.id);
    await provePhone(deps.db, { ...noted(context, params.id), version: body.version });
    return summaryOf(context, params.id);
  }),
  implement('requests.hold', async (context) => {
    const { deps, actor, params, body } = context;
    await requireRequest(deps.db, actor, params.id);
    await holdRequest(deps.db, { ...noted(context, params.id), note: body.note });
    return summaryOf(context, params.id);
  }),
  implement('requests.release', async (context) => {
    const { deps, actor, params } = context;
    await requireRequest(deps.db, actor, params.id);
    await endHold(deps.db, noted(context, params.id));
    return summaryOf(context, params.id);
  }),
];

const noted = (context: StaffContext, requestId: string) => ({
  requestId,
  actor: actingPerson(context),
  at: context.deps.now(),
});

/** A request of the person's own office. Who sees it by another role may not do an office's work on it. */
async function requireOwn({ deps, actor }: StaffContext, id: string) {
  const row = await requireRequest(deps.db, actor, id);
  if (!isOfItsOffice(actor, row)) throw new AppError('FORBIDDEN', { message: 'a request of another office' });
  return row;
}

const idAndName = { select: { id: true, name: true } } as const;

const deskRoles: readonly Role[] = [...permissions['requests.assign']];

/** People of an office who may work on its requests. */
const whoWorksAt = (officeId: string) => ({
  officeId,
  disabledAt: null,
  roles: { some: { role: { in: [...deskRoles] } } },
});

async function requireColleague({ deps, actor }: StaffContext, id: string) {
  const officeId = ownOffice(actor);
  const found =
    officeId === null
      ? null
      : await deps.db.user.findFirst({ where: { id, ...whoWorksAt(officeId) }, ...idAndName });
  if (!found) throw new AppError('INVALID_INPUT', { errors: [{ path: 'to', code: 'NOT_IN_LIST' }] });
  return found;
}

async function summaryOf({ deps }: StaffContext, id: string): Promise<RequestSummary> {
  const row = await deps.db.syncRequest.findUniqueOrThrow({ where: { id }, include: summaryInclude });
  return requestSummary(deps.vault, row, deps.now());
}
