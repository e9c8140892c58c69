import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Request, Response } from 'express';
import type { Language } from '#contract/i18n/index';
import type { AppError } from '#contract/shared/errors';
import { refuseCrossSite } from '../../shared/csrf.ts';
import type { ApiDeps } from '../../shared/deps.ts';
import { logRefusal } from '../../shared/problem.ts';
import { factsOf } from '../../shared/request.ts';
import type { FileAnswer, Implementation } from '../../shared/route.ts';
import { sendFile } from '../../shared/send-file.ts';
import { type CallRoute, callsOf } from './calls.ts';
import { brokenPage } from './lost-code-page.ts';
import { type PageContent, type PageSetting, renderPage } from './page.ts';
import { type Posted, readPosted } from './posted.ts';
import { refusalOf } from './refusals.ts';

/** One request of a citizen's page. */
export interface PageRequest {
  readonly deps: ApiDeps;
  readonly setting: PageSetting;
  readonly requestId: string;
  readonly call: CallRoute;
  header(name: string): string | null;
  posted(): Promise<Posted>;
}

export interface PageAnswer {
  readonly status: number;
  readonly content: PageContent;
  /** What the page tells of; written into the log. */
  readonly error?: AppError;
  /** How long the reader's own browser may keep it, in seconds; not at all unless set. */
  readonly keptFor?: number;
}

/** A file in the place of a page: the browser keeps it and goes on showing the page before. */
export interface PageFile {
  readonly file: FileAnswer;
}

export type HandlePage = (page: PageRequest) => Promise<PageAnswer | PageFile>;

const languageCookie = 'bahasa';

/**
 * Answers with a page or the file that was asked for. Whatever happens, also a refusal or a part that is away is a page
 * that people can read. `directory` holds the built script.
 */
export const servePage =
  (deps: ApiDeps, implementations: readonly Implementation[], directory: string, handle: HandlePage) =>
  async (request: Request, response: Response): Promise<void> => {
    const facts = factsOf(request);
    facts.route = request.path;
    const { language, chosen } = languageOf(request);
    const posted = request.method === 'POST';
    const { nonce, requestId } = facts;
    const script = await scriptIn(directory);
    const setting: PageSetting = { language, nonce, requests: deps.config.requests, script, posted };
    const page: PageRequest = {
      deps,
      setting,
      requestId,
      call: callsOf(deps, implementations, request, language),
      header: (name) => request.get(name) ?? null,
      posted: () => readPosted(deps, request, response),
    };
    const answer = await answerOf(deps, request, page, handle);
    if ('file' in answer) {
      response.setHeader('Cache-Control', 'no-store');
      return sendFile(response, answer.file);
    }
    if (answer.error) logRefusal(deps.logger, { requestId, route: facts.route }, answer.error);
    if (chosen)
      response.cookie(languageCookie, language, { maxAge: 31_536_000_000, sameSite: 'lax', path: '/' });
    writeHeaders(response, answer);
    response.status(answer.status).type('html').send(renderPage(setting, answer.content));
  };

async function answerOf(
  deps: ApiDeps,
  request: Request,
  page: PageRequest,
  handle: HandlePage,
): Promise<PageAnswer | PageFile> {
  try {
    refuseCrossSite(request, deps.config.publicUrl);
    return await handle(page);
  } catch (thrown) {
    const { error, notice } = refusalOf(thrown, page.setting.language, page.requestId);
    return { status: error.status, error, content: brokenPage(page.setting, notice, request.path) };
  }
}

function writeHeaders(response: Response, { error, keptFor }: PageAnswer): void {
  response.setHeader('Cache-Control', keptFor ? `private, max-age=${keptFor}` : 'no-store');
  response.setHeader('Vary', 'Cookie');
  // With `no-referrer`, browsers that send no Sec-Fetch-Site post our own forms with `Origin: null`, which is refused.
  response.setHeader('Referrer-Policy', 'same-origin');
  if (error?.code === 'RATE_LIMITED' && error.params.seconds !== undefined) {
    response.setHeader('Retry-After', String(error.params.seconds));
  }
}

/** Indonesian, unless the person chose English here. */
function languageOf(request: Request): { language: Language; chosen: boolean } {
  const asked = request.query[languageCookie];
  if (asked === 'id' || asked === 'en') return { language: asked, chosen: true };
  const kept = new RegExp(`(?:^|;\\s*)${languageCookie}=en(?:;|$)`).test(request.headers.cookie ?? '');
  return { language: kept ? 'en' : 'id', chosen: false };
}

const scripts = new Map<string, string>();

/** The built pages: the script's name carries its content's hash. */
export const builtPages = fileURLToPath(new URL('../../../admin-ui/dist', import.meta.url));

async function scriptIn(directory: string): Promise<string | null> {
  const known = scripts.get(directory);
  if (known) return known;
  const names = await readdir(`${directory}/assets`).catch(() => []);
  const name = names.find((each) => /^sinkronisasi-[\w-]+\.js$/.test(each));
  if (name) scripts.set(directory, `/assets/${name}`);
  return name ? `/assets/${name}` : null;
}
