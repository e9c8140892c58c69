import type { RequestStep } from '#contract/requests/steps';
import type { Bundle } from '../../i18n/texts.ts';

/** Who will read what is written beside this act; undefined where there is nothing to warn of. */
export function noteHelpFor(t: Bundle, action: string, step: RequestStep | null): string | undefined {
  const { act, step: words } = t.requestPages;
  if (action === 'complete' && step === 'SINKRONISASI_DWH') return words.evidence;
  const readByCitizen = ['approve', 'cancel', 'correct', 'forward', 'complete', 'fail'];
  return readByCitizen.includes(action) ? act.readByCitizen : undefined;
}

/** What is said before this act is sent. */
export function questionFor(t: Bundle, action: string, step: RequestStep | null): string | undefined {
  const { act, step: words } = t.requestPages;
  const texts: Readonly<Record<string, string>> =
    step === null
      ? {
          correct: act.correctText,
          forward: act.forwardText,
          approve: act.approveText,
          cancel: act.cancelText,
        }
      : { ask: words.askText, answer: words.answerText };
  return texts[action];
}
