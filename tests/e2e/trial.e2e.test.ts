import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceRefusals } from '#contract/external/dukcapil-service';
import { fill } from '#contract/i18n/index';
import { trialCaseNames, trialCases, trialExercises } from '#contract/metering/trial';
import { eventually } from '../support/eventually.ts';
import { allowNetwork, giveCredential, type TestCredential } from '../support/metering.ts';
import { expectUsableConsole } from './support/axe.ts';
import { arrange, askService, type Bank, foundBank, refusalOf, signInAt } from './support/bank.ts';
import { type Person, screenshot, sharedBrowser, signIn, t } from './support/browser.ts';
import { people } from './support/people.ts';
import { download, openMenu, row, section } from './support/steps.ts';

/**
 * Mode Uji: the bank's program tries what the checklist names, the page ticks it, its Berita Acara is printed, and the
 * partnership desk opens true data by letter and closes them again. One story.
 */
const open = sharedBrowser();
const { trial } = t;
const { production } = trial;
const needed = trialExercises.filter((each) => each.needed).length;
const letter = '470/1234/DUKCAPIL';
let bank: Bank;
let technician: Person;
let desk: Person;
let trialKey: TestCredential;

beforeAll(async () => {
  bank = await foundBank();
  trialKey = await arrange(async (db) => {
    await allowNetwork(db, bank.id);
    return giveCredential(db, bank.id, { environment: 'UJI' });
  });
  technician = await signInAt(open.browser, bank, 'Tari Teknis', ['lembaga-teknis']);
  desk = await signIn(open.browser, people.partnership);
});
afterAll(async () => {
  await technician?.close();
  await desk?.close();
});

const progress = (page: Page, done: number): Locator =>
  page.getByText(fill(trial.progress, { done, total: needed }), { exact: true });

describe('Mode Uji', () => {
  it('shows a bank that begins what to try, with calls to copy, and that true data are closed', async () => {
    const { page } = technician;
    await openMenu(page, 'trial');
    await page.getByRole('heading', { name: trial.title, level: 1 }).waitFor();
    await progress(page, 0).waitFor();
    await row(page, trial.exercise.DECEASED).getByText(trialCases.DECEASED.nik).waitFor();
    await section(page, trial.example).getByText(`get_json/${bank.code}/CALL_NIK`).waitFor();
    await section(page, production.title).getByText(production.never).waitFor();
    expect(await page.getByRole('button', { name: trial.print }).count()).toBe(0);
    await expectUsableConsole(page, 'Mode Uji, nothing tried');
    await screenshot(page, 'mode-uji-awal');
  });

  it('lets the desk open nothing as long as something is missing', async () => {
    const { page } = desk;
    await openMenu(page, 'trial');
    await page.getByText(trial.pickInstitution).waitFor();
    await expectUsableConsole(page, 'Mode Uji, no institution yet');
    await page.getByRole('combobox', { name: trial.institution }).fill(bank.name);
    await page.getByRole('option', { name: bank.name }).click();
    await progress(page, 0).waitFor();
    const act = section(page, production.title).getByRole('button', { name: production.openAct });
    expect(await act.isDisabled()).toBe(true);
    const refused = await page.request.post(`/api/v1/institutions/${bank.id}/production`, {
      data: { number: letter, date: '2026-01-05' },
    });
    expect((await refused.json()).code).toBe('TRIAL_INCOMPLETE');
  });

  it('ticks what the program tries while the page stands open', async () => {
    for (const name of trialCaseNames.filter((each) => trialCases[each].needed)) {
      await askService(bank, trialKey, trialCases[name].nik);
    }
    const { page } = technician;
    await progress(page, needed - 1).waitFor();
    await row(page, trial.exercise.DECEASED).getByText(trial.done).waitFor();
    await row(page, trial.exercise.BAD_NIK).getByText(trial.open).waitFor();
    expect(refusalOf(await askService(bank, trialKey, '123'))).toBe(serviceRefusals.BAD_NIK.words);
    await page.getByText(trial.complete).waitFor();
    await expectUsableConsole(page, 'Mode Uji, complete');
    await screenshot(page, 'mode-uji-lengkap', 'mode-uji');
  });

  it('prints its Berita Acara', async () => {
    const { page } = technician;
    const file = await download(page, page.getByRole('button', { name: trial.print }));
    expect(file.name).toBe(`berita-acara-poc-${bank.code}.pdf`);
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('true data', () => {
  const standing = (page: Page): Locator => section(page, production.title);

  it('are opened by the desk with number and day of a letter, which the bank sees without asking', async () => {
    const { page } = desk;
    await standing(page).getByRole('button', { name: production.openAct }).click();
    const dialog = page.getByRole('dialog');
    const yes = dialog.getByRole('button', { name: production.openAct });
    await yes.click();
    await dialog.getByText(t.console.common.required).nth(1).waitFor();
    await dialog.getByLabel(production.letterNumber).fill(letter);
    await dialog.getByLabel(production.letterDate).fill('2026-01-05');
    await expectUsableConsole(page, 'the question before true data are opened');
    await screenshot(page, 'buka-akses-produksi');
    await yes.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(production.opened).waitFor();
    await standing(page).getByText(letter).waitFor();
    await standing(technician.page).getByText(letter).waitFor();
    expect(await standing(technician.page).getByRole('button').count()).toBe(0);
  });

  it('are closed again with a note; the program is refused within seconds', async () => {
    const live = await arrange((db) => giveCredential(db, bank.id));
    const nik = '3374014101900001';
    expect(refusalOf(await askService(bank, live, nik))).toBe(serviceRefusals.QUOTA_EXHAUSTED.words);
    const { page } = desk;
    await standing(page).getByRole('button', { name: production.closeAct }).click();
    const dialog = page.getByRole('dialog');
    const yes = dialog.getByRole('button', { name: production.closeAct });
    await yes.click();
    await dialog.getByText(t.console.common.noteTooShort).waitFor();
    await dialog.getByRole('textbox').fill('Permintaan lembaga');
    await yes.click();
    await dialog.waitFor({ state: 'detached' });
    const [closed = ''] = production.closed.split('{time}');
    await standing(page).getByText(closed).waitFor();
    await standing(technician.page).getByText(closed).waitFor();
    await screenshot(technician.page, 'akses-produksi-ditutup');
    await eventually(
      async () =>
        expect(refusalOf(await askService(bank, live, nik))).toBe(serviceRefusals.USER_INACTIVE.words),
      { withinMs: 15_000, everyMs: 500 },
    );
    expect([technician, desk].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
