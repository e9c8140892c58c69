import { randomUUID } from 'node:crypto';
import type { RequestDraft } from '#contract/requests/schemas';
import { type FormState, formFields, formPage } from './form-page.ts';
import { wordsOf } from './page.ts';
import type { Posted } from './posted.ts';
import { afterTheFirst, type Refusal, refusalOf } from './refusals.ts';
import { readRegionGroups } from './regions.ts';
import { sentPage } from './sent-page.ts';
import type { PageAnswer, PageRequest } from './serve.ts';

type Previous = FormState['previous'];

/** Fields of `RequestForm`; an empty box is not sent. */
const dataFields = [
  'namaPemohon',
  'nik',
  'noKk',
  'untukSiapa',
  'diBawah17',
  'permasalahan',
  'penyebab',
  'belumTerbacaDi',
  'wilayahKk',
  'nomorWa',
  'persetujuan',
  'tantangan',
  'jawaban',
] as const;

const nothingWrong = { notice: null, problems: {}, photosLost: false, values: {} } as const;

/** A form that nobody has sent yet. */
export async function openForm(page: PageRequest): Promise<PageAnswer> {
  return { status: 200, content: formPage(page.setting, await fresh(page, {})) };
}

/** "Perbaiki dan ajukan ulang": what was filed, to be mended. Throws what the draft's route throws. */
export async function openDraft(page: PageRequest, code: string, secret: string): Promise<PageAnswer> {
  const draft = await page.call('publicRequests.draft', { params: { code }, secret });
  const previous = { code, secret, photosKept: draft.photosKept };
  return {
    status: 200,
    content: formPage(page.setting, await fresh(page, { previous, values: valuesOf(draft) })),
  };
}

const valuesOf = ({ photosKept: _, ...draft }: RequestDraft): Record<string, string> =>
  Object.fromEntries(
    Object.entries(draft).map(([name, value]) => [name, value === false ? '' : String(value ?? '')]),
  );

async function fresh(page: PageRequest, state: Partial<FormState>): Promise<FormState> {
  return {
    ...nothingWrong,
    previous: null,
    key: randomUUID(),
    challenge: await page.call('publicRequests.challenge'),
    regions: await regionsFor(page, state.values?.['wilayahKk']),
    ...state,
  };
}

/** A process that never read the regions and cannot now still shows the form again with the region that was chosen. */
async function regionsFor(page: PageRequest, chosen = ''): Promise<FormState['regions']> {
  try {
    return await readRegionGroups(page.deps.db, page.deps.now());
  } catch (error) {
    if (!/^\d{4}$/.test(chosen)) throw error;
    const { form: t } = wordsOf(page.setting);
    return [{ label: t.wilayahKk, options: [[chosen, t.wilayahKkChosen]] }];
  }
}

/** Takes a form in, or shows it again with what was wrong and what was typed. */
export async function takeForm(page: PageRequest): Promise<PageAnswer> {
  const posted = await page.posted();
  const { [formFields.code]: code, [formFields.secret]: secret } = posted.values;
  const previous = code && secret ? { code, secret } : null;
  try {
    const sent = await afterTheFirst(() => send(page, posted, previous));
    return { status: 200, content: sentPage(page.setting, sent) };
  } catch (thrown) {
    const refusal = refusalOf(thrown, page.setting.language, page.requestId);
    return showAgain(
      page,
      posted,
      refusal,
      previous && { ...previous, photosKept: await keptOf(page, previous) },
    );
  } finally {
    await posted.discard();
  }
}

function send(page: PageRequest, posted: Posted, previous: { code: string; secret: string } | null) {
  if (posted.refused) throw posted.refused;
  const fields = Object.fromEntries(
    dataFields.flatMap((name) => {
      const value = posted.values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const call = { fields, files: posted.files, key: keyOf(posted) };
  return previous
    ? page.call('publicRequests.resubmit', {
        ...call,
        params: { code: previous.code },
        secret: previous.secret,
      })
    : page.call('publicRequests.submit', call);
}

/** The key that the form was opened with. A form without one was not made here; it gets one of its own. */
const keyOf = ({ values }: Posted): string => {
  const key = values[formFields.key] ?? '';
  return /^[\w-]{8,100}$/.test(key) ? key : randomUUID();
};

/** Kept pictures of the earlier request; none can be promised when it cannot be asked now. */
const keptOf = (page: PageRequest, { code, secret }: { code: string; secret: string }) =>
  page.call('publicRequests.draft', { params: { code }, secret }).then(
    ({ photosKept }) => photosKept,
    () => [],
  );

async function showAgain(
  page: PageRequest,
  posted: Posted,
  { error, notice, problems }: Refusal,
  previous: Previous,
): Promise<PageAnswer> {
  const { form: t } = wordsOf(page.setting);
  const reused = error.code === 'IDEMPOTENCY_KEY_REUSED';
  const sentences: Readonly<Record<string, string>> = {
    IDEMPOTENCY_KEY_REUSED: t.keyReused,
    IDEMPOTENCY_IN_PROGRESS: t.inProgress,
  };
  const state = await fresh(page, {
    values: posted.values,
    problems,
    notice: sentences[error.code] ?? notice,
    previous,
    photosLost: Object.values(posted.files).some(Boolean) || posted.refused !== null,
    ...(reused ? {} : { key: keyOf(posted) }),
  });
  return { status: error.status, error, content: formPage(page.setting, state) };
}
