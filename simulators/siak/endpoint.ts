import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  FaceCall,
  PersonCall,
  type SiakRefusal,
  type SiakRefusalCode,
  siakPaths,
} from '#contract/external/siak';
import { safeEqual } from '#platform/crypto';
import { type Call, isPlain, type SiakFaults } from './faults.ts';
import { faceScore, type Population } from './people.ts';

export interface EndpointParts {
  readonly population: Population;
  readonly faults: SiakFaults;
  /** Who calls shows this as a bearer token. */
  readonly token: string;
  /** Called for each call that was answered or not. */
  readonly count: (call: Call) => void;
}

const maxBodyBytes = 4 * 1024 * 1024;

/** Where SIAK's own addresses begin. */
export const siakPrefix = '/siak/v1/';

/** SIAK's own addresses on Node's bare HTTP: benches lean on it, and nothing is kept of a read. */
export function siakEndpoint(parts: EndpointParts): RequestListener {
  const expected = `Bearer ${parts.token}`;
  let lastGood = '';
  const isAllowed = (header: string): boolean => {
    // The careful comparison once, the quick one for the same header again.
    if (header !== '' && header === lastGood) return true;
    if (!safeEqual(header, expected)) return false;
    lastGood = header;
    return true;
  };
  return (request, response) => {
    const { url, method } = request;
    if (!isAllowed(request.headers.authorization ?? '')) {
      request.resume();
      refuse(response, 401, 'UNAUTHENTICATED');
    } else if (url === siakPaths.health && method === 'GET') {
      respond(parts, response, { call: 'health', work: () => ({ status: 'ok' }) });
    } else if (url === siakPaths.person && method === 'POST') {
      readJson(request, (body) => respond(parts, response, personQuestion(parts, body)));
    } else if (url === siakPaths.face && method === 'POST') {
      readJson(request, (body) => respond(parts, response, faceQuestion(parts, body)));
    } else {
      request.resume();
      response.writeHead(404).end();
    }
  };
}

/** What was asked, and how the answer is worked out. */
interface Question {
  readonly call: Call;
  readonly nik?: string;
  readonly work: () => object;
}

function personQuestion({ population }: EndpointParts, body: unknown): Question | null {
  const call = PersonCall.safeParse(body);
  if (!call.success) return null;
  const { nik } = call.data;
  const work = () => {
    const found = population.find(nik);
    return typeof found === 'string' ? { status: found } : { status: 'FOUND', person: found };
  };
  return { call: 'person', nik, work };
}

function faceQuestion({ population }: EndpointParts, body: unknown): Question | null {
  const call = FaceCall.safeParse(body);
  if (!call.success) return null;
  const { nik, photo } = call.data;
  const work = () => {
    const found = population.find(nik);
    if (typeof found === 'string') return { status: found };
    const score = faceScore(nik, Buffer.from(photo, 'base64'));
    return score === null ? { status: 'NO_FACE' } : { status: 'COMPARED', score };
  };
  return { call: 'face', nik, work };
}

/** The answer, as well or as badly as SIAK was told to give it. */
function respond(parts: EndpointParts, response: ServerResponse, question: Question | null): void {
  if (!question) {
    refuse(response, 400, 'MALFORMED');
    return;
  }
  parts.count(question.call);
  if (isPlain(parts.faults, question.nik)) send(response, 200, question.work());
  else if (!misbehave(parts.faults, question, response)) answerLate(parts, question, response);
}

/** Behaviours that come instead of an answer. True: there is nothing more to send. */
function misbehave(faults: SiakFaults, question: Question, response: ServerResponse): boolean {
  const down = faults.take(question, ['down']);
  if (down?.how === 'reset') response.socket?.resetAndDestroy();
  else if (down) response.writeHead(503, { 'content-type': 'text/plain' }).end('Service Unavailable');
  else if (faults.take(question, ['refuse'])) refuse(response, 401, 'UNAUTHENTICATED');
  // Of silence, the connection ends with the caller's patience.
  else return faults.take(question, ['silent']) !== null;
  return true;
}

function answerLate(
  { faults, population }: EndpointParts,
  question: Question,
  response: ServerResponse,
): void {
  const garbage = faults.take(question, ['garbage']);
  const absent = faults.take(question, ['absent']);
  const slow = faults.take(question, ['slow']);
  const reply = () => {
    const result = absent ? { status: absent.status } : question.work();
    if (garbage?.how === 'html') response.writeHead(200).end('<html><body>Service Temporarily');
    else if (garbage?.how === 'half') half(response, JSON.stringify(result));
    else if (garbage)
      send(response, 200, { status: 'FOUND', person: population.find(population.sampleNik(1)) });
    else send(response, 200, result);
  };
  if (slow) setTimeout(reply, slow.ms).unref();
  else reply();
}

function half(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

/** The body, or undefined when it is no JSON or longer than anything that is asked here. */
function readJson(request: IncomingMessage, use: (body: unknown) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes <= maxBodyBytes) chunks.push(chunk);
  });
  request.on('end', () => {
    if (bytes <= maxBodyBytes) use(jsonOf(Buffer.concat(chunks).toString('utf8')));
    else use(undefined);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

const refuse = (response: ServerResponse, status: number, code: SiakRefusalCode): void =>
  send(response, status, { code, message: '' } satisfies SiakRefusal);
