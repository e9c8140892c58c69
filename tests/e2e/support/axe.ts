import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from '../../support/eventually.ts';

/** The rules of WCAG 2.2 A and AA, without those that axe only advises. */
const wcag: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
};

/**
 * Holds the page as it stands against axe's rules (WCAG 2.2 A and AA, and good practice), and against sideways
 * scrolling in a window of 320 pixels; `what` names the state in a failure.
 */
export async function expectUsable(page: Page, what: string): Promise<void> {
  await expectNoViolation(page, what, {});
  await inNarrowWindow(page, () => expectNoSidewaysScroll(page, what));
}

/**
 * The same of a page in a browser without script, where axe cannot run either: what the page shows is looked at in a
 * window beside it, drawn with the same styles.
 */
export async function expectUsableWithoutScript(page: Page, what: string): Promise<void> {
  const shown = (await page.content()).replace(/<script\b.*?<\/script>/gs, '');
  const context = await page.context().browser()?.newContext({ viewport: page.viewportSize() });
  if (!context) throw new Error('no browser to look at the page in');
  const copy = await context.newPage();
  await copy.route('**/*', (route, request) =>
    request.isNavigationRequest()
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown })
      : route.continue(),
  );
  await copy.goto(page.url());
  await expectUsable(copy, `${what}, without script`);
  await context.close();
}

/**
 * The same of a page of the console, by the rules of WCAG alone: once as it stands, and once more at 320 pixels, where it
 * shows cards instead of tables. What is wide may scroll in a box of its own, the page may not.
 */
export async function expectUsableConsole(page: Page, what: string): Promise<void> {
  await expectNoViolation(page, what, wcag);
  await inNarrowWindow(page, async () => {
    await expectNoSidewaysScroll(page, what);
    await expectNoViolation(page, `${what} at 320 px`, wcag);
  });
}

/** What fades in has another contrast on the way. Waits for all that moves, but not for what never stops. */
const stillness = `Promise.all(document.getAnimations()
  .filter((each) => each.playState === 'running' && each.effect?.getComputedTiming().iterations !== Infinity)
  .map((each) => each.finished.catch(() => {})))`;

async function expectNoViolation(page: Page, what: string, options: RunOptions): Promise<void> {
  await page.evaluate(`${stillness}.then(() => undefined)`);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html)})`);
  // All findings of a walk at once: one of them is seldom alone.
  expect.soft(found, `axe on ${what}`).toEqual([]);
}

async function inNarrowWindow(page: Page, look: () => Promise<void>): Promise<void> {
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await look();
  if (usual) await page.setViewportSize(usual);
}

/** A page of the console draws itself anew for the narrow window, which takes a moment. */
const expectNoSidewaysScroll = (page: Page, what: string): Promise<void> =>
  eventually(
    async () => {
      const [content, window] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(content, `width of ${what} in a window of 320 px`).toBe(window);
    },
    { withinMs: 5_000, everyMs: 100 },
  );
