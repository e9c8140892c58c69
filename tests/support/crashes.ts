import { ApplicationFailure } from '@temporalio/common';

type Acts = Readonly<Record<string, (...input: never[]) => Promise<unknown>>>;

/** Activities whose worker can be made to die right after an act: it is done, and Temporal never hears of it. */
export interface CrashingActs<A> {
  readonly acts: A;
  /** The next time that this act is done, its answer is lost. */
  loseAnswerOf(name: keyof A & string): void;
  /** The next time that this act is asked for, it is refused for good: no attempt follows. */
  refuse(name: keyof A & string): void;
  /** Whether a lost answer is still to come: the act was not called since. */
  readonly pending: boolean;
}

export function crashing<A extends Acts>(acts: A): CrashingActs<A> {
  const losing = new Set<string>();
  const refusing = new Set<string>();
  const wrapped = Object.entries(acts).map(([name, act]) => [
    name,
    async (...input: never[]) => {
      if (refusing.delete(name)) throw ApplicationFailure.nonRetryable(`${name} cannot be done`, 'REFUSED');
      const answer = await act(...input);
      if (losing.delete(name)) throw ApplicationFailure.retryable('the worker died', 'CRASHED');
      return answer;
    },
  ]);
  return {
    acts: Object.fromEntries(wrapped) as A,
    loseAnswerOf: (name) => {
      losing.add(name);
    },
    refuse: (name) => {
      refusing.add(name);
    },
    get pending() {
      return losing.size > 0;
    },
  };
}
