import type { Browser, Locator, Page } from 'playwright-core';
import { inject } from 'vitest';
import { fill } from '#contract/i18n/index';
import type { RequestAction, RequestStatus } from '#contract/requests/lifecycle';
import type { RequestStep, StepAction, StepStatus } from '#contract/requests/steps';
import { pagePaths } from '#contract/shared/pages';
import { eventually } from '../../support/eventually.ts';
import { t } from './browser.ts';
import { escapeForPattern, openMenu, section } from './steps.ts';

/** What officers do with synchronisation requests, and what stands on the citizen's phone. */

const pages = t.requestPages;
/** Work that another process does: generous, since all of it may run on one busy machine. */
const patience = { withinMs: 120_000, everyMs: 500 };

const heading = (page: Page, code: string): Locator =>
  page.getByRole('heading', { name: fill(pages.detail.title, { code }), exact: true });

/** Opens a request from a list on the page by its code, and waits for its detail. */
export async function openRequest(page: Page, code: string): Promise<void> {
  await page.getByRole('link', { name: code, exact: true }).first().click();
  await heading(page, code).waitFor();
}

/** Opens a request by its address, as from a message or a tanda terima that was just printed. */
export async function openFiled(page: Page, { id, code }: { id: string; code: string }): Promise<void> {
  await page.goto(pagePaths.request(id));
  await heading(page, code).waitFor();
}

/** Goes to the queue of new requests; `all` also shows what is not new any more. */
export async function openQueue(page: Page, all = false): Promise<void> {
  await openMenu(page, 'queue');
  await page.getByRole('heading', { name: pages.queue.title, exact: true }).waitFor();
  const chips = page.getByRole('group', { name: pages.queue.counters }).getByRole('button');
  const name = all ? t.console.common.all : t.requests.counter.new;
  const chip = chips.filter({ hasText: new RegExp(`^${escapeForPattern(name)}( |$)`) });
  await chip.waitFor();
  if ((await chip.getAttribute('aria-pressed')) !== 'true') await chip.click();
  // The filter moves the address once more: whoever goes on before that is brought back here.
  await chip.and(page.locator('[aria-pressed="true"]')).waitFor();
  await showMore(page);
}

/** What was filed last stands last: a page of the list holds all that the walks of one run have filed. */
async function showMore(page: Page): Promise<void> {
  const rows = page.getByRole('combobox', { name: t.console.common.rowsPerPage });
  const none = page.getByText(pages.queue.emptyOffice).or(page.getByText(t.console.common.emptyFiltered));
  await rows.or(none).first().waitFor();
  if (!(await rows.isVisible()) || (await rows.innerText()) === '100') return;
  await rows.click();
  await page.getByRole('option', { name: '100', exact: true }).click();
  await rows.and(page.getByText('100', { exact: true })).waitFor();
}

/** Looks for one request of the open queue by its code. */
export async function searchQueue(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: pages.filter.searchHelp }).fill(code);
  await page.getByRole('search').getByRole('button', { name: pages.filter.search, exact: true }).click();
  await page.getByText(fill(pages.filter.byCode, { code })).waitFor();
  await page.getByRole('link', { name: code, exact: true }).waitFor();
}

/** Waits until the open detail shows this status, without touching the page. */
export const waitForRequest = (page: Page, status: RequestStatus): Promise<void> =>
  page
    .getByTitle(t.requests.statusHelp[status], { exact: true })
    .first()
    .waitFor({ timeout: patience.withinMs });

/** One step on the open detail. */
export const stepOf = (page: Page, step: RequestStep): Locator =>
  page.getByRole('region', { name: t.requests.step[step], exact: true });

/** Waits until the open detail shows a step so, without touching the page. */
export const waitForStep = (page: Page, step: RequestStep, status: StepStatus): Promise<void> =>
  stepOf(page, step)
    .getByText(t.requests.stepStatus[status], { exact: true })
    .waitFor({ timeout: patience.withinMs });

interface Said {
  readonly note?: string;
  /** The label of the result that is chosen. */
  readonly result?: string;
  /** Fills in what this act needs beside its note. */
  readonly more?: (dialog: Locator) => Promise<void>;
}

/** Fills in the dialog that is open and presses its button. */
async function confirm(page: Page, yes: string, { note, result, more }: Said): Promise<void> {
  const dialog = page.getByRole('dialog');
  await more?.(dialog);
  if (result) await dialog.getByRole('radio', { name: new RegExp(`^${escapeForPattern(result)}`) }).check();
  if (note) await dialog.getByRole('textbox', { name: new RegExp(t.console.common.note) }).fill(note);
  await dialog.getByRole('button', { name: yes, exact: true }).click();
}

/** An act on the open request; waits until the page says what became of it. */
export async function actOnRequest(
  page: Page,
  { code, action, becomes }: { code: string; action: RequestAction; becomes: RequestStatus },
  said: Said = {},
): Promise<void> {
  const label = t.requests.action[action];
  await section(page, pages.detail.form)
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .click();
  await confirm(page, label, said);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText(fill(pages.detail.acted, { code, status: t.requests.status[becomes] })).waitFor();
}

/** Presses a button that asks before it acts, and says yes; waits until the question is gone. */
export async function pressAndConfirm(
  page: Page,
  within: Locator,
  button: string,
  said: Said = {},
): Promise<void> {
  await within.getByRole('button', { name: button, exact: true }).click();
  await confirm(page, button, said);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Both histories of the open detail, as its reader sees them. */
export const historiesOf = async (page: Page): Promise<{ status: string; steps: string }> => ({
  status: await section(page, pages.history.status).innerText(),
  steps: await section(page, pages.history.steps).innerText(),
});

/** An act on a step of the open request; waits until its dialog is gone. */
export async function actOnStep(
  page: Page,
  step: RequestStep,
  action: StepAction,
  said: Said = {},
): Promise<void> {
  const label = t.requests.stepAction[action];
  await stepOf(page, step).getByRole('button', { name: label, exact: true }).click();
  await confirm(page, label, said);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Ticks rows of a list or of the board, once they stand there. */
export async function choose(within: Locator | Page, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await within.getByRole('checkbox', { name: fill(pages.queue.select, { code }), exact: true }).check();
  }
}

/** One act on the chosen rows; gives what the result says of each of them, by its code. */
export async function actOnChosen(
  page: Page,
  { count, label }: { count: number; label: string },
  said: Said = {},
  look: (dialog: Locator) => Promise<void> = async () => {},
): Promise<Record<string, string>> {
  await page
    .getByRole('region', { name: fill(pages.batch.chosen, { count }) })
    .getByRole('button', { name: label, exact: true })
    .click();
  await confirm(page, label, said);
  const result = page
    .getByRole('dialog')
    .filter({ hasText: fill(pages.batch.resultTitle, { action: label }) });
  await result.getByRole('status').waitFor({ timeout: patience.withinMs });
  await look(result);
  const rows = await result.getByRole('listitem').allInnerTexts();
  await result.getByRole('button', { name: t.console.common.close }).click();
  await result.waitFor({ state: 'detached' });
  return Object.fromEntries(
    rows.map((text) => [/SD-\w{5}-\w{5}/.exec(text)?.[0] ?? text, text.split('\n').at(-1) ?? '']),
  );
}

/** The column of a step on the board of the centre, with one of its groups chosen. */
export async function boardGroup(
  page: Page,
  step: RequestStep,
  group: keyof typeof pages.board.group,
): Promise<Locator> {
  const column = page.getByRole('region', { name: t.requests.step[step], exact: true });
  await column
    .getByRole('button', { name: new RegExp(`^${escapeForPattern(pages.board.group[group])}( |$)`) })
    .click();
  return column;
}

/** Opens the phone with this number and reads its messages; the conversation stays open. */
export async function openPhone(browser: Browser, number: string, text: RegExp): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await eventually(async () => {
    await page.goto(inject('product').phoneUrl);
    await page.getByRole('link', { name: number }).click({ timeout: 2_000 });
    await page.getByRole('article').filter({ hasText: text }).last().waitFor({ timeout: 2_000 });
  }, patience);
  return page;
}

/** The tracking link with its secret, as the message carries it. */
export async function readTrackingLink(phone: Page, code: string): Promise<string> {
  const links = await phone
    .getByRole('link', { name: pagePaths.tracking(code), exact: false })
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  const link = links.find((each) => each.includes(`${code}.`));
  if (!link) throw new Error(`no link with a secret for ${code}: ${links.join(', ')}`);
  return link;
}

/** A list of the tracking page under this heading, as its reader sees it. */
export const trackedHistory = (page: Page, title: string): Promise<string> =>
  page
    .getByRole('heading', { name: title, exact: true })
    .locator('xpath=following-sibling::ol[1]')
    .innerText();
