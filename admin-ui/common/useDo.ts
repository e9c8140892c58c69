import { useState } from 'react';
import { useNotify } from 'react-admin';
import { sentenceOf } from '../data/problems.ts';
import { isSessionEnded } from '../session/ended.ts';

export interface DoOptions<T> {
  /** Said when it worked; nothing for ''. */
  readonly done?: string | ((answer: T) => string);
  readonly after?: (answer: T) => unknown;
  /** Called on failure instead of the notification; returns true when it has said it all. */
  readonly failed?: (error: unknown) => boolean;
}

/** Runs one act of a person at a time and says how it ended; the form stays as it is when it failed. */
export function useDo() {
  const notify = useNotify();
  const [pending, setPending] = useState(false);
  const run = async <T>(work: () => Promise<T>, options: DoOptions<T> = {}): Promise<boolean> => {
    setPending(true);
    try {
      const answer = await work();
      const { done } = options;
      if (done !== undefined) {
        const sentence = typeof done === 'string' ? done : done(answer);
        if (sentence !== '') notify(sentence, { type: 'success' });
      }
      await options.after?.(answer);
      return true;
    } catch (error) {
      // The dialog that asks for the password says it already.
      if (!options.failed?.(error) && !isSessionEnded()) {
        notify(sentenceOf(error), { type: 'error', autoHideDuration: 12_000, multiLine: true });
      }
      return false;
    } finally {
      setPending(false);
    }
  };
  return { run, pending };
}
