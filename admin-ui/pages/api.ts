import type { Language } from '#contract/i18n/index';
import type { Problem } from '#contract/shared/http';
import { pageTexts } from './texts.ts';

/** What a page may say when a call did not work. `code` is null when the answer was none of ours. */
export class PageProblem extends Error {
  readonly code: string | null;
  readonly status: number;

  constructor(message: string, status: number, code: string | null) {
    super(message);
    this.name = 'PageProblem';
    this.status = status;
    this.code = code;
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && typeof (value as Problem).detail === 'string';

/** Posts JSON and gives the answer. Throws `PageProblem` with a sentence in the page's language. */
export async function post<T>(language: Language, path: string, body: unknown): Promise<T> {
  const texts = pageTexts(language);
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'Accept-Language': language,
      },
      body: JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch {
    throw new PageProblem(texts.noAnswer, 0, null);
  }
  const json: unknown = await response.json().catch(() => null);
  if (response.ok) return json as T;
  if (isProblem(json)) {
    const atField = json.errors?.[0]?.message;
    throw new PageProblem(atField ? `${json.detail} ${atField}` : json.detail, response.status, json.code);
  }
  throw new PageProblem(texts.unexpected, response.status, null);
}
