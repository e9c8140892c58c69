import { implement, implementPrepared } from '../../shared/route.ts';
import { checkForm, fileRequest, storePhotos } from '../filing.ts';
import { checkChallenge, issueChallenge, spendChallenge } from './challenge.ts';
import { citizen } from './citizen.ts';
import { limits } from './limits.ts';

/** The citizen files a request: cheap checks first, pictures last, the transaction when all of it lies ready. */
export const submitHandlers = [
  implement('publicRequests.challenge', async ({ deps, language }) => issueChallenge(deps, language)),

  implementPrepared(
    'publicRequests.submit',
    async (context) => {
      const { deps, body, files, key } = context;
      await limits.filing(context);
      const answered = checkChallenge(deps, body);
      const checked = await checkForm(deps.db, body, { files, channel: 'DARING' });
      await limits.proof(context, answered);
      await limits.filingForNik(context, body.nik);
      await spendChallenge(deps.db, answered, key);
      const { value: photos, undo } = await storePhotos(deps, files);
      return { value: { checked, photos }, undo };
    },
    async (context, prepared) => {
      const { id: _, ...answer } = await fileRequest(context.tx, context.deps, {
        ...prepared,
        actor: citizen(context),
        role: 'pemohon',
        channel: 'DARING',
      });
      return answer;
    },
  ),
];
