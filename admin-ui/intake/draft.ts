import { emptyForm, type IntakeForm } from './form.ts';

const storageKey = 'loket.intake';

/**
 * What was typed, kept over a reload of this tab and nowhere else: session storage ends with the tab, and it is emptied
 * when the form is sent and when somebody logs out, since it holds a citizen's data. Photos are not kept.
 */
export function keepDraft(form: IntakeForm): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(form));
  } catch {
    // A browser that keeps nothing loses the form at a reload, no more.
  }
}

/** The draft of this tab, or null. The consent is asked anew. */
export function keptDraft(): IntakeForm | null {
  try {
    const kept = sessionStorage.getItem(storageKey);
    return kept === null ? null : { ...emptyForm, ...(JSON.parse(kept) as IntakeForm), persetujuan: false };
  } catch {
    return null;
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Nothing was kept.
  }
}
