type State = 'none' | 'alive' | 'ended';

let state: State = 'none';
const listeners = new Set<() => void>();

function change(next: State): void {
  if (state === next) return;
  state = next;
  for (const tell of listeners) tell();
}

/** Somebody is signed in at this page. */
export const sessionBegan = (): void => change('alive');

/** He has logged out: nothing is left to go on with. */
export const sessionClosed = (): void => change('none');

/**
 * The server knows no session (any more). Only somebody who was signed in has lost one; a page that is opened without
 * a session goes to the login page as ever.
 */
export const sessionRefused = (): void => {
  if (state === 'alive') change('ended');
};

/** Somebody has signed in at this page and not left it, whatever became of his session since. */
export const isAtWork = (): boolean => state !== 'none';

/** True while the person at this page has to sign in again to go on. */
export const isSessionEnded = (): boolean => state === 'ended';

/** Calls `tell` whenever `isSessionEnded` may have changed; gives the way to stop. */
export function onSession(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
