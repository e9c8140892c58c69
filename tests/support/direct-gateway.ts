import { planAct } from '#contract/requests/moves';
import { AppError } from '#contract/shared/errors';
import type { Vault } from '#platform/vault';
import type { Database } from '#prisma/client';
import { readRequestSnapshot } from '#records/requests/snapshot';
import { recordRequestTransition } from '#records/requests/transition';
import type { TemporalGateway } from '../../api/shared/deps.ts';

/**
 * Takes acts on requests straight to the records, as a request's workflow does behind its lock: for tests of what the
 * API does before and after. `fail` makes the next calls throw, `lose` lets them throw after the act was recorded;
 * `calls` counts them.
 */
export function directGateway(db: Database, vault: () => Vault) {
  const state: { calls: number; fail: AppError | null; lose: AppError | null } = {
    ...{ calls: 0, fail: null, lose: null },
  };
  const gateway: TemporalGateway = {
    act: () => Promise.reject(new Error('no orders in this test')),
    actOnMatching: () => Promise.reject(new Error('no matching in this test')),
    isReachable: () => Promise.resolve(true),
    async actOnRequest(requestId, { intentId, act, actor }) {
      state.calls += 1;
      if (state.fail) throw state.fail;
      const snapshot = await readRequestSnapshot(db, requestId, { dwhOn: false });
      const verdict = planAct(snapshot, act, actor);
      if (!verdict.ok) throw new AppError(verdict.code);
      const intent = await db.requestIntent.findUniqueOrThrow({ where: { id: intentId } });
      const { actorName: name, actorUnit: unit, actorRoles } = intent;
      const [first] = verdict.moves.steps;
      const taken = first?.action === 'take' && { assigneeId: actor.id, assigneeName: name };
      const result = await recordRequestTransition(db, vault(), {
        requestId,
        expectedVersion: snapshot.version,
        moves: verdict.moves,
        actor: { id: actor.id, name, unit, roles: actorRoles as never },
        intentId,
        at: new Date(),
        ...(first && taken ? { stepChanges: { [first.step]: taken } } : {}),
      });
      if (state.lose) throw state.lose;
      return result;
    },
  };
  return Object.assign(state, { gateway });
}
