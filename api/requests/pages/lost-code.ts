import { lostCodePage, lostCodeSentPage } from './lost-code-page.ts';
import { refusalOf } from './refusals.ts';
import type { PageAnswer, PageRequest } from './serve.ts';

const untouched = { values: {}, problems: {}, notice: null };

export const openLostCode = async (page: PageRequest): Promise<PageAnswer> => ({
  status: 200,
  content: lostCodePage(page.setting, {
    ...untouched,
    challenge: await page.call('publicRequests.challenge'),
  }),
});

/** Sends the link anew; the answer is the same for every NIK. */
export async function takeLostCode(page: PageRequest): Promise<PageAnswer> {
  const posted = await page.posted();
  try {
    if (posted.refused) throw posted.refused;
    const { nik = '', tantangan = '', jawaban = '' } = posted.values;
    await page.call('publicRequests.recoverLink', { fields: { nik, tantangan, jawaban } });
    return { status: 200, content: lostCodeSentPage(page.setting) };
  } catch (thrown) {
    const { error, notice, problems } = refusalOf(thrown, page.setting.language, page.requestId);
    const challenge = await page.call('publicRequests.challenge');
    const content = lostCodePage(page.setting, { values: posted.values, problems, notice, challenge });
    return { status: error.status, error, content };
  } finally {
    await posted.discard();
  }
}
