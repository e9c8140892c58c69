import { texts } from '#contract/i18n/index';
import { noteRecovery, sendRecoveredLinks } from '#records/requests/tracking';
import type { ApiDeps } from '../../shared/deps.ts';
import { implement } from '../../shared/route.ts';
import { checkChallenge, spendChallenge } from './challenge.ts';
import { citizen } from './citizen.ts';
import { limits } from './limits.ts';

/** "Lupa kode": asked and answered alike for every NIK; whether there is something to send shows after the answer. */
export const recoverHandlers = [
  implement('publicRequests.recoverLink', async (context) => {
    const { deps, body, address, requestId, language } = context;
    await limits.recovery(context);
    const answered = checkChallenge(deps, body);
    await limits.recoveryOfNik(context, body.nik);
    await spendChallenge(deps.db, answered, requestId);
    await noteRecovery(deps.db, deps.vault, { nik: body.nik, address, now: deps.now() });
    void carryRecoveries(deps);
    return { message: texts(language).requests.recoveryAnswer };
  }),
];

/** Sends what was asked for and not yet sent; housekeeping comes after it, should this process die before. */
export async function carryRecoveries(
  deps: Pick<ApiDeps, 'db' | 'vault' | 'config' | 'logger' | 'now'>,
): Promise<void> {
  const { db, vault, config, logger, now } = deps;
  try {
    await sendRecoveredLinks(db, {
      vault,
      dataKeys: config.dataKeys,
      publicUrl: config.publicUrl,
      actor: citizen({ address: null, requestId: null }),
      now: now(),
    });
  } catch (error) {
    logger.warn({ err: error }, 'new tracking links are sent later');
  }
}
