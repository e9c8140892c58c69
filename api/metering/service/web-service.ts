import express, { type Request, type Response } from 'express';
import {
  type ComparisonCall,
  comparisonAnswer,
  type Parsed,
  parseComparisonCall,
  parseServiceCall,
  personAnswer,
  readServiceBody,
  refusalAnswer,
  type ServiceAnswer,
  type ServiceCall,
  type ServiceMethod,
  serviceMethodOf,
  wireRefusalOf,
} from '#contract/external/dukcapil-service';
import { AppError } from '#contract/shared/errors';
import type { Extra } from '../../app.ts';
import type { ApiDeps } from '../../shared/deps.ts';
import { logRefusal, toAppError } from '../../shared/problem.ts';
import { factsOf } from '../../shared/request.ts';
import { accessServiceOf, type ServiceOutcome, type ServiceQuestion, type Unaskable } from './service.ts';

const paths = ['/dukcapil/get_json/:lembaga/:method', '/dukcapil/get_json/:region/:lembaga/:method'] as const;

/** Whatever its label says: some clients send none, or say `text/plain`. */
const anyText = express.text({ type: () => true, limit: '64kb', defaultCharset: 'utf-8' });

/**
 * The web service as its clients have always called it (`contract/external/dukcapil-service`): every answer comes with
 * HTTP 200 in the same envelope, also what cannot be read. The path's `lembaga` is the institution's code; a regional
 * body's has two parts, which its code joins by a hyphen.
 */
export const dukcapilService: Extra = (app, deps) => {
  for (const path of paths) {
    app.post(path, async (request, response) => {
      factsOf(request).route = path;
      send(response, await answer(deps, request, response));
    });
    app.all(path, (request, response) => {
      factsOf(request).route = path;
      response.setHeader('Allow', 'POST');
      throw new AppError('METHOD_NOT_ALLOWED');
    });
  }
};

/** Head and body in one write: this is called by the million. */
function send(response: Response, answer: ServiceAnswer): void {
  const text = JSON.stringify(answer);
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(text);
}

async function answer(deps: ApiDeps, request: Request, response: Response): Promise<ServiceAnswer> {
  const service = accessServiceOf(deps);
  const { region, lembaga, method: named } = request.params as Record<string, string>;
  const method = serviceMethodOf(named ?? '');
  const body = await readBody(request, response);
  const signIn = parseServiceCall(body);
  if (!method || 'refusal' in signIn) {
    service.countUnreadable();
    return refusalAnswer('PARAMETERS_MISSING');
  }
  const { call } = signIn;
  const caller = {
    userId: call.userId,
    secret: call.password,
    address: request.ip ?? '',
    method,
    institutionCode: region === undefined ? (lembaga ?? '') : `${region}-${lembaga}`,
  };
  const { requestId, route } = factsOf(request);
  try {
    return wireAnswer(await service.serve(caller, () => questionOf(method, call, body, requestId)));
  } catch (error) {
    // Clients of this form know no other status than 200: to them a service that fails says so in words.
    logRefusal(deps.logger, { requestId, route }, toAppError(error));
    return refusalAnswer('UNAVAILABLE');
  }
}

function questionOf(
  method: ServiceMethod,
  call: ServiceCall,
  body: unknown,
  requestId: string,
): ServiceQuestion | Unaskable {
  const parsed: Parsed<ServiceCall | ComparisonCall> =
    method === 'CALL_NIK' ? { call } : parseComparisonCall(body);
  if ('refusal' in parsed) return 'MALFORMED';
  const { nik, transactionId } = parsed.call;
  if (nik === null) return 'BAD_NIK';
  const compare = 'elements' in parsed.call ? parsed.call : null;
  return {
    requestId,
    nik,
    transactionId,
    compare: compare && { elements: compare.elements, threshold: compare.threshold },
  };
}

function wireAnswer(outcome: ServiceOutcome): ServiceAnswer {
  if ('reason' in outcome) return refusalAnswer(wireRefusalOf[outcome.reason], outcome.left);
  const { answer: said, client } = outcome;
  switch (said.kind) {
    case 'person':
      return personAnswer(said.person, client.institution.elements, said.left);
    case 'comparison':
      return comparisonAnswer(said.comparison, said.left);
    case 'absent':
      return refusalAnswer(said.absence, said.left);
    case 'face':
    case 'noFace':
      throw new Error('a face has no question in this form');
  }
}

/** Undefined: too large, in a character set that nobody knows, or no JSON. A mark at its beginning does not matter. */
async function readBody(request: Request, response: Response): Promise<unknown> {
  try {
    await new Promise<void>((resolve, reject) => {
      anyText(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
    });
    return readServiceBody(String(request.body ?? ''));
  } catch {
    return undefined;
  }
}
