import { texts } from '#contract/i18n/index';
import { AppError } from '#contract/shared/errors';
import { deriveKey } from '#platform/crypto';
import {
  askPhoneCode,
  issueCounterCode,
  type ProvenNik,
  sendPhoneCodes,
  tryCounterCode,
  tryPhoneCode,
} from '#records/trail/proofs';
import { openTrail } from '#records/trail/trail';
import { checkChallenge, spendChallenge } from '../requests/public/challenge.ts';
import { citizen } from '../requests/public/citizen.ts';
import type { ApiDeps } from '../shared/deps.ts';
import { type AnyContext, implement } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { trailLimits } from './limits.ts';

const codeKeyOf = ({ config }: Pick<ApiDeps, 'config'>): Buffer => deriveKey(config.authSecret, 'nik-proof');

/** Throws `PROOF_CODE_WRONG` for whatever opens nothing: which it was is told to nobody. */
async function opened(context: AnyContext, proven: ProvenNik | null) {
  if (!proven) throw new AppError('PROOF_CODE_WRONG');
  const { db, now } = context.deps;
  const { token, expiresAt } = await openTrail(db, proven, { actor: citizen(context), now: now() });
  return { token, expiresAt: expiresAt.toISOString() };
}

/** How somebody shows that a NIK is his. */
export const proofHandlers = [
  /** Asked and answered alike for every NIK; whether there is a phone to send to shows after the answer. */
  implement('trail.requestCode', async (context) => {
    const { deps, body, address, requestId, language } = context;
    await trailLimits.asking(context);
    const answered = checkChallenge(deps, body);
    await trailLimits.askingForNik(context, body.nik);
    await spendChallenge(deps.db, answered, requestId);
    const proof = await askPhoneCode(deps.db, deps.vault, { nik: body.nik, address, now: deps.now() });
    void carryPhoneCodes(deps);
    return {
      proofId: proof.id,
      expiresAt: proof.expiresAt.toISOString(),
      message: texts(language).trail.asked,
    };
  }),

  implement('trail.openByPhone', async (context) => {
    const { deps, body } = context;
    await trailLimits.trying(context);
    const tried = { proofId: body.proofId, code: body.kode, now: deps.now() };
    return opened(context, await tryPhoneCode(deps.db, codeKeyOf(deps), tried));
  }),

  implement('trail.openByCounter', async (context) => {
    const { deps, body } = context;
    await trailLimits.trying(context);
    await trailLimits.tryingForNik(context, body.nik);
    const tried = { nik: body.nik, code: body.kode, now: deps.now() };
    return opened(context, await tryCounterCode(deps.db, deps.vault, codeKeyOf(deps), tried));
  }),

  implement('trail.issueCode', async (context) => {
    const { deps, tx, body, actor } = context;
    await trailLimits.issuing(tx, actor.id, deps.now());
    const given = { nik: body.nik, actor: actingPerson(context), now: deps.now() };
    const { code, expiresAt } = await issueCounterCode(tx, deps.vault, codeKeyOf(deps), given);
    return { code, expiresAt: expiresAt.toISOString() };
  }),
];

/** Sends what was asked for and not yet sent; housekeeping comes after it, should this process die before. */
export async function carryPhoneCodes(
  deps: Pick<ApiDeps, 'db' | 'vault' | 'config' | 'logger' | 'now'>,
): Promise<void> {
  const { db, vault, config, logger, now } = deps;
  try {
    await sendPhoneCodes(db, {
      vault,
      dataKeys: config.dataKeys,
      codeKey: codeKeyOf(deps),
      actor: citizen({ address: null, requestId: null }),
      now: now(),
    });
  } catch (error) {
    logger.warn({ err: error }, 'codes to proven phones are sent later');
  }
}
