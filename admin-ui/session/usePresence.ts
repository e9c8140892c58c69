import { useEffect } from 'react';
import { request } from '../data/http.ts';
import { useMe } from './me.ts';
import { watchPresence } from './presence.ts';

/** Moving the mouse is none: a shaking desk would keep a session open. */
const acts = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const;
const quietly = (answer: Promise<unknown>): void => void answer.catch(() => {});

/** While mounted, keeps the session of somebody who works at the page open, and notices when it has ended. */
export function usePresence(): void {
  const idleMinutes = useMe()?.idleMinutes;
  useEffect(() => {
    if (idleMinutes === undefined) return;
    // A refusal opens the dialog to sign in again (`data/refusal.ts`).
    const presence = watchPresence(
      {
        now: () => Date.now(),
        tell: () => quietly(request('/api/auth/presence', { method: 'POST', body: '{}' })),
        ask: () => quietly(request('/api/v1/me')),
      },
      idleMinutes,
    );
    for (const act of acts) window.addEventListener(act, presence.acted, { passive: true, capture: true });
    const timer = setInterval(presence.tick, 60_000);
    return () => {
      for (const act of acts) window.removeEventListener(act, presence.acted, { capture: true });
      clearInterval(timer);
    };
  }, [idleMinutes]);
}
