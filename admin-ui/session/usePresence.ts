import { useEffect, useMemo, useState } from 'react';
import type { Presence } from '#contract/accounts/schemas';
import { request } from '../data/http.ts';
import { isSessionEnded } from './ended.ts';
import { useMe } from './me.ts';
import { watchPresence } from './presence.ts';

/** Moving the mouse is none: a shaking desk would keep a session open. */
const acts = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const;
const lookEveryMs = 10_000;
const path = '/api/auth/presence';

/** A refusal opens the dialog to sign in again (`data/refusal.ts`). */
async function msLeft(answer: ReturnType<typeof request>): Promise<number> {
  return ((await answer).json as Presence).secondsLeft * 1000;
}

/**
 * While mounted, keeps the session of somebody who works at the page open, and notices when it ends. `soon` says that it
 * is about to; `stay` is an act as a key or a press is.
 */
export function usePresence(): { readonly soon: boolean; readonly stay: () => void } {
  const known = useMe() !== undefined;
  const [soon, warn] = useState(false);
  const presence = useMemo(
    () =>
      watchPresence({
        now: () => Date.now(),
        tell: () => msLeft(request(path, { method: 'POST', body: '{}' })),
        ask: () => msLeft(request(path)),
        warn,
      }),
    [],
  );
  useEffect(() => {
    if (!known) return;
    const look = () => {
      if (!isSessionEnded()) void presence.look();
    };
    const acted = () => void presence.acted();
    look();
    for (const act of acts) window.addEventListener(act, acted, { passive: true, capture: true });
    const timer = setInterval(look, lookEveryMs);
    return () => {
      for (const act of acts) window.removeEventListener(act, acted, { capture: true });
      clearInterval(timer);
    };
  }, [known, presence]);
  return { soon, stay: () => void presence.acted() };
}
