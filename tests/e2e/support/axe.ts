import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Holds the page as it stands against axe's rules (WCAG 2.2 A and AA, and good practice), and against sideways
 * scrolling in a window of 320 pixels; `what` names the state in a failure.
 */
export async function expectUsable(page: Page, what: string): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html)})`);
  expect(found, `axe on ${what}`).toEqual([]);
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, `width of ${what} in a window of 320 px`).toBe(window);
  if (usual) await page.setViewportSize(usual);
}
