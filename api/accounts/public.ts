import { isRole } from '#contract/access/roles';
import { demoAccounts, demoPassword } from '#prisma/seed';
import { acceptInvitation, readInvitation } from '#records/accounts/invitations';
import { checkSetupToken, createFirstAdministrator, isSetupNeeded } from '#records/accounts/setup';
import { hashNewPassword } from '../auth/password-policy.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { limitRate } from '../shared/rate-limit.ts';
import { implement } from '../shared/route.ts';
import { version } from './version.ts';

/** Tokens are 256 bits: the limit spares the database, not the secret. */
const linkLimit = { name: 'account-link', points: 60, seconds: 60 };

const limit = ({ db, now }: ApiDeps, address: string | null) =>
  limitRate(db, linkLimit, address ?? 'unknown', now());

const info = implement('app.info', async ({ deps }) => {
  const { config, db } = deps;
  const accounts = demoAccounts.map(({ email, label, roles }) => ({
    email,
    label,
    roles: [...roles],
    password: demoPassword,
  }));
  return {
    mode: config.mode,
    version,
    setupNeeded: await isSetupNeeded(db),
    demo: {
      tellerUrl: (config.isDemo && config.demo.tellerUrl) || null,
      phoneUrl: (config.isDemo && config.demo.phoneUrl) || null,
      inboxUrl: (config.isDemo && config.demo.inboxUrl) || null,
      accounts: config.isDemo ? accounts : [],
    },
  };
});

const setup = implement('setup.create', async ({ deps, body, address, requestId }) => {
  await limit(deps, address);
  const now = deps.now();
  // Before the costly hash, so that nobody without the code makes us compute one.
  await checkSetupToken(deps.db, body.token, now);
  const { password, ...input } = body;
  const passwordHash = await hashNewPassword(password, body.email);
  await createFirstAdministrator(deps.db, { ...input, passwordHash }, { now, address, requestId });
  return { email: body.email };
});

const view = implement('invitations.view', async ({ deps, body, address }) => {
  await limit(deps, address);
  const invitation = await readInvitation(deps.db, body.token, deps.now());
  return {
    name: invitation.name,
    email: invitation.email,
    roles: invitation.roles.filter(isRole),
    institutionName: invitation.institution?.name ?? null,
    officeName: invitation.office?.name ?? null,
    expiresAt: invitation.expiresAt.toISOString(),
  };
});

const accept = implement('invitations.accept', async ({ deps, body, address, requestId }) => {
  await limit(deps, address);
  const now = deps.now();
  const invitation = await readInvitation(deps.db, body.token, now);
  const passwordHash = await hashNewPassword(body.password, invitation.email);
  const { email } = await deps.db.$transaction((tx) =>
    acceptInvitation(tx, body.token, passwordHash, { now, address, requestId }),
  );
  return { email };
});

export const publicAccountHandlers = [info, setup, view, accept];
