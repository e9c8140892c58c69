/** Signs of somebody who is there. */
const activities = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** Calls `onIdle` once after `ms` without activity. Returns what ends the watching. */
export function watchIdle(target: EventTarget, ms: number, onIdle: () => void): () => void {
  const stop = () => {
    clearTimeout(timer);
    for (const name of activities) target.removeEventListener(name, again);
  };
  const idle = () => {
    stop();
    onIdle();
  };
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(idle, ms);
  };
  let timer = setTimeout(idle, ms);
  for (const name of activities) target.addEventListener(name, again, { passive: true });
  return stop;
}
