import { AppError } from '#contract/shared/errors';
import { findExcessPrivileges } from '#prisma/role-check';
import type { Extra } from '../app.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { factsOf } from '../shared/request.ts';

const patienceMs = 4_000;

/** What `/readyz` looks at; each gives null when all is well, else what is wrong. */
const checks: Readonly<Record<string, (deps: ApiDeps) => Promise<string | null>>> = {
  postgres: async ({ db }) => {
    await db.$queryRaw`SELECT 1`;
    return null;
  },
  /** The application's role may do no more than it needs: a wrong DATABASE_URL is seen at once. */
  databaseRole: async ({ db }) => {
    const excess = await findExcessPrivileges(db);
    return excess.length > 0 ? excess.slice(0, 5).join(', ') : null;
  },
  temporal: async ({ temporal }) => ((await temporal.isReachable()) ? null : 'does not answer'),
};

/** `/healthz`: this process is up. `/readyz`: it can do its work, else 503 naming what is missing. `/metrics`. */
export const healthPages: Extra = (app, deps) => {
  app.get('/healthz', (request, response) => {
    factsOf(request).route = '/healthz';
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (request, response) => {
    factsOf(request).route = '/readyz';
    const entries = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await runCheck(check, deps)] as const),
    );
    const failing = entries.filter(([, state]) => state !== 'ok').map(([name]) => name);
    response
      .status(failing.length > 0 ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .json({
        status: failing.length > 0 ? 'unready' : 'ready',
        failing,
        checks: Object.fromEntries(entries),
      });
  });
  app.get('/metrics', async (request, response) => {
    factsOf(request).route = '/metrics';
    // Figures are for whoever watches from inside. A proxy refuses the address, however it is spelt: so do we.
    if (request.headers['x-forwarded-for'] !== undefined) {
      throw new AppError('NOT_FOUND', { message: 'figures are not for callers from outside' });
    }
    const { registry } = deps.metrics;
    response.type(registry.contentType).send(await registry.metrics());
  });
};

async function runCheck(check: (deps: ApiDeps) => Promise<string | null>, deps: ApiDeps): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no answer in time'), patienceMs);
  });
  try {
    return (await Promise.race([check(deps), late])) ?? 'ok';
  } catch {
    return 'does not answer';
  } finally {
    clearTimeout(timer);
  }
}
