import type { Locator, Page } from 'playwright-core';
import { appCodeOf } from '../../support/two-factor.ts';
import { screenshot, t } from './browser.ts';

/** What a person holds after setting up an app. */
export interface App {
  readonly key: string;
  /** The code that switched it on; used up. */
  readonly firstCode: string;
  readonly backupCodes: readonly string[];
}

/** Goes the steps of setting up an app, from the password to the backup codes, in the dialog or page that shows them. */
export async function setUpApp(page: Page, steps: Locator | Page, password: string): Promise<App> {
  const { accountPages } = t;
  await steps.getByLabel(t.console.login.password).fill(password);
  await steps.getByRole('button', { name: accountPages.next }).click();
  await steps.getByRole('img', { name: accountPages.qr }).waitFor();
  const shown = await steps.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).innerText();
  const key = shown.replaceAll(' ', '');
  await screenshot(page, 'dua-langkah-aktifkan');
  const firstCode = appCodeOf(key);
  await steps.getByLabel(accountPages.code).fill(firstCode);
  await steps.getByRole('button', { name: accountPages.confirm, exact: true }).click();
  await steps.getByText(accountPages.codesHelp).waitFor();
  const backupCodes = await steps.getByRole('listitem').allInnerTexts();
  await screenshot(page, 'dua-langkah-kode-cadangan');
  await steps.getByRole('button', { name: accountPages.codesKept }).click();
  return { key, firstCode, backupCodes };
}
