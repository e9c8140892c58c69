import { useEffect, useState } from 'react';
import { sentenceOf } from '../data/problems.ts';
import { isSessionEnded } from '../session/ended.ts';
import { watchIdle } from './idle.ts';
import { useAskPortalAgain, usePortalChange } from './usePortal.ts';

/** A result stands on the screen for so long without activity. */
export const idleMinutes = 5;

interface Held<A> {
  readonly answer: A | null;
  readonly error: unknown;
  /** The answer was taken away because nobody was there. */
  readonly gone: boolean;
}
const nothing = { answer: null, error: null, gone: false } as const;

/**
 * The answer to a question about a person. It lives in this component alone: no cache holds it, and it is gone on leaving
 * the page, after some minutes of idleness (then `onIdle` is called; keep it the same function), and before the next question.
 */
export function useAnswer<A extends { readonly left: number }>(onIdle: () => void) {
  const [held, setHeld] = useState<Held<A>>(nothing);
  const [pending, setPending] = useState(false);
  const change = usePortalChange();
  const askPortalAgain = useAskPortalAgain();
  const hasAnswer = held.answer !== null;

  useEffect(() => {
    if (!hasAnswer) return undefined;
    const stop = watchIdle(window, idleMinutes * 60_000, () => {
      setHeld({ ...nothing, gone: true });
      onIdle();
    });
    const leave = () => setHeld(nothing);
    window.addEventListener('pagehide', leave);
    return () => {
      stop();
      window.removeEventListener('pagehide', leave);
    };
  }, [hasAnswer, onIdle]);

  const ask = async (question: () => Promise<A>): Promise<void> => {
    setPending(true);
    setHeld(nothing);
    try {
      const answer = await question();
      setHeld({ ...nothing, answer });
      change({ left: answer.left });
    } catch (error) {
      setHeld({ ...nothing, error });
      askPortalAgain();
    } finally {
      setPending(false);
    }
  };

  return {
    ...held,
    /** What to say of a refusal; the dialog that asks for the password says its own. */
    problem: held.error && !isSessionEnded() ? sentenceOf(held.error) : null,
    pending,
    ask,
    clear: () => setHeld(nothing),
  };
}
