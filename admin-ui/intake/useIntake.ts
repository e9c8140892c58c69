import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { PhotoKind } from '#contract/requests/codes';
import type { requestRoutes } from '#contract/requests/http';
import { sendForm } from '../data/files.ts';
import { fieldSentence, sentenceOf } from '../data/problems.ts';
import { useT } from '../i18n/texts.ts';
import { forgetDraft, keepDraft, keptDraft } from './draft.ts';
import { emptyForm, type IntakeForm, type Photos, partsOf, problemsOf } from './form.ts';

/** What the counter is answered: code, link and office. */
export type Filed = z.output<(typeof requestRoutes)['requests.intake']['response']>;

const url = '/api/v1/requests';

/** State of the counter's form: what is typed, what is wrong at which field, and the sending. */
export function useIntake(region: string) {
  const { intake } = useT().requestPages;
  const [form, setForm] = useState<IntakeForm>(() => keptDraft() ?? { ...emptyForm, wilayahKk: region });
  const [photos, setPhotos] = useState<Photos>({});
  const [shown, setShown] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [filed, setFiled] = useState<Filed | null>(null);
  useEffect(() => {
    if (!filed) keepDraft(form);
  }, [form, filed]);
  const problems = problemsOf(form, photos);

  const errorAt = (field: string): string | null => {
    const problem = shown ? problems[field] : undefined;
    return problem ? intake[problem] : fieldSentence(refusal, field);
  };
  const startOver = () => {
    forgetDraft();
    setForm({ ...emptyForm, kanal: form.kanal, wilayahKk: region });
    setPhotos({});
    setShown(false);
    setRefusal(null);
    setFiled(null);
  };
  const send = async (): Promise<void> => {
    setShown(true);
    setRefusal(null);
    if (Object.keys(problems).length > 0) return focusFirst();
    setPercent(0);
    try {
      const answer = await sendForm<Filed>(url, partsOf(form, photos), setPercent);
      forgetDraft();
      setFiled(answer);
    } catch (error) {
      setRefusal(error);
      focusFirst();
    } finally {
      setPercent(null);
    }
  };
  return {
    form,
    set: (change: Partial<IntakeForm>) => setForm({ ...form, ...change }),
    photos,
    setPhoto: (kind: PhotoKind, file: File | undefined) => {
      const { [kind]: _, ...others } = photos;
      setPhotos(file ? { ...others, [kind]: file } : others);
    },
    errorAt,
    /** What stands above the form: something to mend, or the API's own sentence. */
    sentence: refusal ? sentenceOf(refusal) : shown && Object.keys(problems).length > 0 ? intake.fix : null,
    percent,
    filed,
    send,
    startOver,
  };
}

/** Leads to the first field with an error, once it has been drawn. */
function focusFirst(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const field = document.querySelector<HTMLElement>('form [aria-invalid=true], form .Mui-error');
      field?.scrollIntoView({ block: 'center' });
      field?.focus();
    }),
  );
}
