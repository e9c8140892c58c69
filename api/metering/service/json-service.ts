import type { AccessMethod, AccessResult } from '#contract/metering/codes';
import type { PersonRecord } from '#contract/metering/person';
import { AppError, type ErrorCode } from '#contract/shared/errors';
import { toAppError } from '../../shared/problem.ts';
import { implement, type RouteContext } from '../../shared/route.ts';
import { readFace } from '../face.ts';
import { accessServiceOf, type ServiceOutcome, type ServiceQuestion } from './service.ts';

type Reason = Extract<ServiceOutcome, { reason: unknown }>['reason'];

/** What each refusal is in the API's own words. */
const errorOf = {
  WRONG_SECRET: 'API_CREDENTIAL_WRONG',
  FOREIGN_INSTITUTION: 'API_CREDENTIAL_WRONG',
  CREDENTIAL_REVOKED: 'API_CREDENTIAL_WRONG',
  ADDRESS_NOT_ALLOWED: 'SENDER_NOT_ALLOWED',
  TERMINAL_NOT_ALLOWED: 'SENDER_NOT_ALLOWED',
  INSTITUTION_SUSPENDED: 'INSTITUTION_SUSPENDED',
  AGREEMENT_INACTIVE: 'AGREEMENT_INACTIVE',
  TECHNICAL_GUIDE_MISSING: 'TECHNICAL_GUIDE_MISSING',
  PRODUCTION_NOT_OPEN: 'PRODUCTION_NOT_OPEN',
  METHOD_NOT_ALLOWED: 'FORBIDDEN',
  RATE_LIMITED: 'RATE_LIMITED',
  QUOTA_EXHAUSTED: 'QUOTA_EXHAUSTED',
  DAILY_LIMIT: 'DAILY_LIMIT_REACHED',
  KEY_REUSED: 'IDEMPOTENCY_KEY_REUSED',
  MALFORMED: 'INVALID_INPUT',
  BAD_NIK: 'INVALID_INPUT',
  UPSTREAM_UNAVAILABLE: 'SIAK_UNAVAILABLE',
  UNCERTAIN: 'ACCESS_UNCERTAIN',
} as const satisfies Record<Reason, ErrorCode>;

type Answered = Extract<ServiceOutcome, { answer: unknown }>;

/** `Basic` with user id and secret; whatever else came is nobody. */
function credentialOf(header: string | null): { userId: string; secret: string } {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '') ?? [];
  const [userId = '', ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':');
  return { userId, secret: rest.join(':') };
}

type Context = Pick<
  RouteContext<'access.lookup' | 'access.compare' | 'access.face'>,
  'deps' | 'secret' | 'address' | 'key' | 'requestId' | 'setHeader'
>;

type Asked = Pick<ServiceQuestion, 'nik' | 'compare' | 'face'>;

/** `read` is asked once the caller is let in. @throws AppError with the table's code, or what `read` throws */
async function serve(
  context: Context,
  method: AccessMethod,
  read: () => Asked | Promise<Asked>,
): Promise<Answered> {
  const { deps, secret, address, key, requestId } = context;
  let unreadable: unknown;
  const outcome = await accessServiceOf(deps).serve(
    { ...credentialOf(secret), address: address ?? '', method, institutionCode: null },
    async () => {
      try {
        return { ...(await read()), requestId, transactionId: key };
      } catch (error) {
        unreadable = error;
        return 'MALFORMED';
      }
    },
  );
  if ('answer' in outcome) return outcome;
  if (unreadable !== undefined) throw toAppError(unreadable);
  const { reason } = outcome;
  if (errorOf[reason] === 'API_CREDENTIAL_WRONG')
    context.setHeader('WWW-Authenticate', 'Basic realm="akses"');
  throw new AppError(errorOf[reason], {
    message: `access refused: ${reason}`,
    ...(reason === 'RATE_LIMITED' ? { params: { seconds: 1 } } : {}),
    ...(reason === 'QUOTA_EXHAUSTED' ? { params: { left: outcome.left, needed: 1 } } : {}),
  });
}

const cutDown = (person: PersonRecord, { client }: Answered) =>
  Object.fromEntries(client.institution.elements.map((name) => [name, person[name]]));

/** The routes of the plain form. */
export const accessServiceHandlers = [
  implement('access.lookup', async (context) => {
    const outcome = await serve(context, 'CALL_NIK', () => ({ nik: context.body.nik, compare: null }));
    const { answer } = outcome;
    const result: AccessResult = answer.kind === 'absent' ? answer.absence : 'DATA';
    const person = answer.kind === 'person' ? cutDown(answer.person, outcome) : null;
    return { result, person, unitsLeft: answer.left };
  }),
  implement('access.compare', async (context) => {
    const { nik, elements, threshold } = context.body;
    const asked = Object.fromEntries(Object.entries(elements).filter(([, said]) => said !== undefined));
    const { answer } = await serve(context, 'CALL_VERIFY_BY_ELEMEN', () => ({
      nik,
      compare: { elements: asked, threshold },
    }));
    const result: AccessResult = answer.kind === 'absent' ? answer.absence : 'COMPARED';
    const compared = answer.kind === 'comparison' ? answer.comparison : null;
    return { result, elements: compared, unitsLeft: answer.left };
  }),
  implement('access.face', async (context) => {
    const { body, files } = context;
    const { answer } = await serve(context, 'FACE_RECOGNITION', async () => {
      if (!files.photo) {
        throw new AppError('INVALID_INPUT', { errors: [{ path: 'photo', code: 'REQUIRED' }] });
      }
      return { nik: body.nik, compare: null, face: await readFace(files.photo) };
    });
    return {
      result: faceResultOf(answer),
      score: answer.kind === 'face' ? answer.score : null,
      unitsLeft: answer.left,
    };
  }),
];

const faceResultOf = (answer: Answered['answer']): AccessResult =>
  answer.kind === 'absent' ? answer.absence : answer.kind === 'noFace' ? 'NO_FACE' : 'COMPARED';
