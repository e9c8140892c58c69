/** The console as an app that a browser installs: its service worker, and the browser's offer to install it. */

/** Chromium's event; other browsers have none. */
interface InstallOffer extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** `running`: this window is the installed app. `offered`: the browser will install it when asked. */
export type InstallState = 'running' | 'offered' | 'accepted' | 'none';

let offer: InstallOffer | null = null;
let state: InstallState = 'none';
const listeners = new Set<() => void>();

function become(next: InstallState): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Called once, before anything is drawn: the browser makes its offer early and only once. */
export function startApp(): void {
  if (window.matchMedia('(display-mode: standalone)').matches) state = 'running';
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    become('offered');
  });
  window.addEventListener('appinstalled', () => {
    offer = null;
    become('accepted');
  });
  if ('serviceWorker' in navigator) {
    // Without it everything works; a browser may forbid it.
    navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
  }
}

export const installState = (): InstallState => state;

export function watchInstallState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes the browser's offer; it asks the person itself. An offer can be taken once. */
export async function install(): Promise<void> {
  const taken = offer;
  offer = null;
  if (!taken) return become('none');
  const { outcome } = await taken.prompt();
  become(outcome === 'accepted' ? 'accepted' : 'none');
}
