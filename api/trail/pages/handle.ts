import { randomUUID } from 'node:crypto';
import { closeTrail } from '#records/trail/trail';
import type { Posted } from '../../requests/pages/posted.ts';
import { afterTheFirst, refusalOf } from '../../requests/pages/refusals.ts';
import type { PageAnswer, PageFile, PageRequest } from '../../requests/pages/serve.ts';
import {
  complaintFormPage,
  complaintLookupPage,
  complaintPage,
  complaintSentPage,
} from './complaint-page.ts';
import { field, type Outcome, trailWords, untouched } from './parts.ts';
import { recordPage } from './record-page.ts';
import { phoneCodePage, wayInPage } from './way-in.ts';

type Values = Posted['values'];
type TakeAct = (page: PageRequest, values: Values) => Promise<PageAnswer | PageFile>;

async function wayIn(page: PageRequest, outcome: Outcome, said: string | null = null) {
  const challenge = await page.call('publicRequests.challenge');
  return wayInPage(page.setting, { ...outcome, challenge, said });
}

export const openWhoChecked = async (page: PageRequest): Promise<PageAnswer> => ({
  status: 200,
  content: await wayIn(page, untouched),
});

export const openComplaintLookup = async (page: PageRequest): Promise<PageAnswer> => ({
  status: 200,
  content: complaintLookupPage(page.setting, untouched),
});

/** Takes a press of these pages; what the API refuses is shown on the page where it was pressed. */
export async function takeWhoChecked(page: PageRequest): Promise<PageAnswer | PageFile> {
  const posted = await page.posted();
  try {
    if (posted.refused) throw posted.refused;
    const { act, onRefusal } = pressOf(posted.values[field.act] ?? '');
    try {
      return await act(page, posted.values);
    } catch (thrown) {
      return await refused(page, posted.values, thrown, onRefusal);
    }
  } catch (thrown) {
    return refused(page, posted.values, thrown, toWayIn);
  } finally {
    await posted.discard();
  }
}

type Refused = (
  page: PageRequest,
  outcome: Outcome,
) => Promise<PageAnswer['content']> | PageAnswer['content'];

/** A trail that is over leads back to the way in, whatever was pressed. */
async function refused(
  page: PageRequest,
  values: Values,
  thrown: unknown,
  show: Refused,
): Promise<PageAnswer> {
  const { error, notice, problems } = refusalOf(thrown, page.setting.language, page.requestId);
  const outcome = { notice, problems, values };
  const content = error.code === 'TRAIL_ENDED' ? await toWayIn(page, outcome) : await show(page, outcome);
  return { status: error.status, error, content };
}

const toWayIn: Refused = (page, outcome) => wayIn(page, outcome);

/** Fields of the counter's form are named apart: both forms stand on one page. */
const toCounter: Refused = (page, { problems, ...rest }) => {
  const { nik, kode, ...others } = problems;
  const own = { ...(nik ? { nikLoket: nik } : {}), ...(kode ? { kodeLoket: kode } : {}) };
  return wayIn(page, { ...rest, problems: { ...others, ...own } });
};

const toCode: Refused = ({ setting }, outcome) =>
  phoneCodePage(setting, {
    ...outcome,
    values: {},
    proofId: outcome.values[field.proof] ?? '',
    message: null,
  });

const complaintOf = (values: Values) => ({
  token: values[field.token] ?? '',
  line: values[field.line] ?? '',
  after: values[field.after] ?? null,
  key: values[field.key] || randomUUID(),
});

const toComplaint: Refused = ({ setting }, outcome) =>
  complaintFormPage(setting, { ...outcome, ...complaintOf(outcome.values) });

async function record(page: PageRequest, token: string, after: string | null): Promise<PageAnswer> {
  const read = await page.call('trail.read', { secret: token, query: after === null ? {} : { after } });
  return { status: 200, content: recordPage(page.setting, { ...untouched, token, page: read, after }) };
}

const askCode: TakeAct = async (page, { nik = '', tantangan = '', jawaban = '' }) => {
  const { proofId, message } = await page.call('trail.requestCode', { fields: { nik, tantangan, jawaban } });
  return { status: 200, content: phoneCodePage(page.setting, { ...untouched, proofId, message }) };
};

const openByPhone: TakeAct = async (page, values) => {
  const fields = { proofId: values[field.proof] ?? '', kode: values.kode ?? '' };
  const { token } = await page.call('trail.openByPhone', { fields });
  return record(page, token, null);
};

const openByCounter: TakeAct = async (page, { nikLoket = '', kodeLoket = '' }) => {
  const fields = { nik: nikLoket, kode: kodeLoket };
  const { token } = await page.call('trail.openByCounter', { fields });
  return record(page, token, null);
};

const close: TakeAct = async (page, values) => {
  await closeTrail(page.deps.db, values[field.token] ?? null);
  return { status: 200, content: await wayIn(page, untouched, trailWords(page.setting).closed) };
};

const beginComplaint: TakeAct = async ({ setting }, values) => ({
  status: 200,
  content: complaintFormPage(setting, { ...untouched, ...complaintOf(values) }),
});

const sendComplaint: TakeAct = async (page, values) => {
  const { token, line, key } = complaintOf(values);
  const fields = { line, uraian: values.uraian ?? '' };
  const filed = await afterTheFirst(() => page.call('complaints.file', { secret: token, key, fields }));
  return { status: 200, content: complaintSentPage(page.setting, { filed, token }) };
};

/** Number and secret as somebody typed them. */
const openingOf = (values: Values) => ({
  params: { number: (values[field.number] ?? '').slice(0, 40) },
  secret: values[field.secret]?.trim() ?? '',
});

const track: TakeAct = async (page, values) => {
  const opening = openingOf(values);
  const complaint = await page.call('complaints.track', opening);
  return { status: 200, content: complaintPage(page.setting, complaint, opening) };
};

const receipt: TakeAct = async (page, values) => ({
  file: await page.call('complaints.ownReceipt', openingOf(values)),
});

const trackOwn: TakeAct = async (page, values) => {
  const { token, after } = complaintOf(values);
  const { params } = openingOf(values);
  const complaint = await page.call('complaints.trackOwn', { params, secret: token });
  return { status: 200, content: complaintPage(page.setting, complaint, { token, after }) };
};

const toLookup: Refused = ({ setting }, outcome) => complaintLookupPage(setting, outcome);

/** What the pages' forms do, by their hidden word, and where a refusal is shown. */
const acts: Readonly<Record<string, { act: TakeAct; onRefusal: Refused }>> = {
  'kirim-kode': { act: askCode, onRefusal: toWayIn },
  kode: { act: openByPhone, onRefusal: toCode },
  loket: { act: openByCounter, onRefusal: toCounter },
  lihat: {
    act: (page, values) => record(page, values[field.token] ?? '', values[field.after] ?? null),
    onRefusal: toWayIn,
  },
  selesai: { act: close, onRefusal: toWayIn },
  adukan: { act: beginComplaint, onRefusal: toWayIn },
  'kirim-aduan': { act: sendComplaint, onRefusal: toComplaint },
  status: { act: track, onRefusal: toLookup },
  'tanda-terima': { act: receipt, onRefusal: toLookup },
  'lihat-aduan': { act: trackOwn, onRefusal: toWayIn },
};

/** What is no press of ours opens the way in. */
const pressOf = (name: string): { act: TakeAct; onRefusal: Refused } =>
  (Object.hasOwn(acts, name) && acts[name]) || { act: openWhoChecked, onRefusal: toWayIn };
