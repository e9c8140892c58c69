import type { Role } from '#contract/access/roles';
import { AppError } from '#contract/shared/errors';
import type { SignedIn } from '../shared/deps.ts';
import { implementPrepared } from '../shared/route.ts';
import { actingPerson } from '../shared/scope.ts';
import { checkForm, fileRequest, storePhotos } from './filing.ts';
import { receiptPass } from './receipt.ts';
import { ownOffice } from './scope.ts';

const filers: readonly Role[] = ['operator-dinas', 'supervisor-dinas'];

/** The role under which the history shows who filed it. Throws `FORBIDDEN` for somebody without an office. */
function filerOf(actor: SignedIn): Role {
  const role = filers.find((each) => actor.roles.includes(each));
  if (role && ownOffice(actor) !== null) return role;
  throw new AppError('FORBIDDEN', { message: 'the person belongs to no office' });
}

/**
 * "Input Loket": an operator files a request for somebody who came, phoned or wrote. It goes to the office of the KK's
 * region like any other one, which may not be the operator's own. No challenge: he is signed in, and named in the row.
 */
export const intakeHandlers = [
  implementPrepared(
    'requests.intake',
    async ({ deps, actor, body, files }) => {
      const role = filerOf(actor);
      const checked = await checkForm(deps.db, body, { files, channel: body.kanal });
      const { value: photos, undo } = await storePhotos(deps, files);
      return { value: { checked, photos, role }, undo };
    },
    async (context, prepared) => {
      const { deps, tx, actor, body } = context;
      const filed = await fileRequest(tx, deps, {
        ...prepared,
        actor: actingPerson(context),
        channel: body.kanal,
      });
      return { ...filed, receipt: receiptPass(deps, filed, actor.id) };
    },
  ),
];
