import { can, permissionNames } from '#contract/access/permissions';
import type { Zone } from '#contract/shared/zones';
import { countBackupCodes } from '../auth/backup-codes.ts';
import { implement } from '../shared/route.ts';

const me = implement('me.read', async ({ deps, actor }) => {
  const institution = actor.institutionId
    ? await deps.db.institution.findUnique({
        where: { id: actor.institutionId },
        select: { id: true, code: true, name: true },
      })
    : null;
  const office = actor.officeId
    ? await deps.db.office.findUnique({
        where: { id: actor.officeId },
        select: { id: true, code: true, name: true, zone: true },
      })
    : null;
  const twoFactor = actor.twoFactor
    ? await deps.db.twoFactor.findUnique({ where: { userId: actor.id }, select: { backupCodes: true } })
    : null;
  const { id, name, email, unit } = actor;
  return {
    id,
    name,
    email,
    unit,
    roles: [...actor.roles],
    permissions: permissionNames.filter((permission) => can(actor.roles, permission)),
    institution,
    office: office && { ...office, zone: office.zone as Zone },
    idleMinutes: deps.config.accounts.sessionIdleMinutes,
    twoFactor: {
      enabled: actor.twoFactor,
      required: actor.twoFactorRequired,
      backupCodesLeft: twoFactor && countBackupCodes(twoFactor.backupCodes),
    },
  };
});

export const meHandlers = [me];
