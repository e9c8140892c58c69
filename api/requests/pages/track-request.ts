import { randomUUID } from 'node:crypto';
import { texts } from '#contract/i18n/index';
import { readRequestCode } from '#contract/requests/identity';
import { trackingSecretHeader } from '#contract/requests/public-http';
import { AppError } from '#contract/shared/errors';
import type { FieldProblems } from './fields.ts';
import { formFields } from './form-page.ts';
import { wordsOf } from './page.ts';
import type { Posted } from './posted.ts';
import { afterTheFirst, refusalOf } from './refusals.ts';
import { openDraft } from './request-form.ts';
import { sentPage } from './sent-page.ts';
import type { PageAnswer, PageRequest } from './serve.ts';
import { trackingForm, trackingPage } from './tracking-page.ts';

/** Whose request: what opens a tracking page. */
interface Opening {
  readonly code: string;
  readonly secret: string;
}

/** Before anything was asked: the form for code and secret. */
export const openTracking = async (page: PageRequest): Promise<PageAnswer> => ({
  status: 200,
  content: trackingForm(page.setting, { values: {}, problems: {}, notice: null }),
});

/** Shows a request, or takes one of its citizen's acts. */
export async function takeTracking(page: PageRequest): Promise<PageAnswer> {
  const posted = await page.posted();
  try {
    if (posted.refused) throw posted.refused;
    const opening = openingOf(page, posted);
    return await (acts[posted.values[formFields.act] ?? ''] ?? show)(page, opening, posted);
  } catch (thrown) {
    const { error, notice, problems } = refusalOf(thrown, page.setting.language, page.requestId);
    const form = { values: posted.values, problems, notice };
    return { status: error.status, error, content: trackingForm(page.setting, form) };
  } finally {
    await posted.discard();
  }
}

/** People paste the whole link where the code is asked for. The script brings the secret in its header. */
function openingOf(page: PageRequest, { values }: Posted): Opening {
  const typed = values[formFields.code]?.trim() ?? '';
  const link = /#([^.#]+)\.([\w-]+)$/.exec(typed);
  const code = readRequestCode(link?.[1] ?? typed);
  if (code === null) {
    const errors = [{ path: formFields.code, code: typed === '' ? 'REQUIRED' : 'BAD_CODE' }];
    throw new AppError('INVALID_INPUT', { message: 'no code', errors });
  }
  const secret = link?.[2] ?? page.header(trackingSecretHeader) ?? values[formFields.secret]?.trim() ?? '';
  if (secret !== '') return { code, secret };
  const errors = [{ path: formFields.secret, code: 'REQUIRED' }];
  throw new AppError('INVALID_INPUT', { message: 'no secret', errors });
}

type TakeAct = (page: PageRequest, opening: Opening, posted: Posted) => Promise<PageAnswer>;

const show: TakeAct = async (page, opening) => ({
  status: 200,
  content: await requestPage(page, opening, { said: null, notice: null, problems: {}, values: {} }),
});

/** What the page's forms do, by their hidden word. */
const acts: Readonly<Record<string, TakeAct>> = {
  withdraw: (page, opening, posted) => act(page, opening, posted, 'withdraw'),
  wishToStop: (page, opening, posted) => act(page, opening, posted, 'wishToStop'),
  perbaiki: (page, opening, posted) =>
    orShow(page, opening, posted, () => openDraft(page, opening.code, opening.secret)),
  'belum-terbaca': (page, opening, posted) =>
    orShow(page, opening, posted, async () => {
      const { belumTerbacaDi, permasalahan } = posted.values;
      const sent = await afterTheFirst(() =>
        page.call('publicRequests.feedback', {
          params: { code: opening.code },
          secret: opening.secret,
          key: keyOf(posted),
          fields: {
            ...(belumTerbacaDi ? { belumTerbacaDi } : {}),
            ...(permasalahan === undefined ? {} : { permasalahan }),
          },
        }),
      );
      return { status: 200, content: sentPage(page.setting, sent) };
    }),
};

const act = (page: PageRequest, opening: Opening, posted: Posted, action: 'withdraw' | 'wishToStop') =>
  orShow(page, opening, posted, async () => {
    const note = posted.values[`alasan-${action}`]?.trim();
    await page.call('publicRequests.act', {
      params: { code: opening.code, action },
      secret: opening.secret,
      key: keyOf(posted),
      fields: note ? { note } : {},
    });
    const said = wordsOf(page.setting).track.done;
    const content = await requestPage(page, opening, { said, notice: null, problems: {}, values: {} });
    return { status: 200, content };
  });

const keyOf = ({ values }: Posted): string => values[formFields.key] || randomUUID();

/** An act that was refused shows the request as it stands now, and why. */
async function orShow(
  page: PageRequest,
  opening: Opening,
  { values }: Posted,
  work: () => Promise<PageAnswer>,
): Promise<PageAnswer> {
  try {
    return await work();
  } catch (thrown) {
    const { error, notice, problems } = refusalOf(thrown, page.setting.language, page.requestId);
    if (error.code === 'TRACKING_NOT_FOUND' || error.code === 'RATE_LIMITED') throw error;
    const sentence = error.code === 'ACTION_NOT_ALLOWED' ? refusedAct(page) : notice;
    const content = await requestPage(page, opening, { said: null, notice: sentence, problems, values });
    return { status: error.status, error, content };
  }
}

/** The general sentence speaks of orders. */
const refusedAct = (page: PageRequest): string => texts(page.setting.language).citizen.track.changedMeanwhile;

async function requestPage(
  page: PageRequest,
  { code, secret }: Opening,
  said: {
    readonly said: string | null;
    readonly notice: string | null;
    readonly problems: FieldProblems;
    readonly values: Readonly<Record<string, string | undefined>>;
  },
) {
  const request = await page.call('publicRequests.track', { params: { code }, secret });
  return trackingPage(page.setting, { request, secret, key: randomUUID(), ...said });
}
