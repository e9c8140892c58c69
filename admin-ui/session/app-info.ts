import { useEffect, useSyncExternalStore } from 'react';
import type { AppInfo } from '#contract/accounts/schemas';
import { call } from '../data/call.ts';

interface AppInfoState {
  readonly data?: AppInfo;
  readonly error?: unknown;
}

let state: AppInfoState = {};
let asking: Promise<void> | null = null;
const listeners = new Set<() => void>();

const set = (next: AppInfoState): void => {
  state = next;
  for (const listener of listeners) listener();
};

/** Asks the server again, as after the first administrator has been made. */
export function askAppInfo(): Promise<void> {
  asking ??= call('app.info', {})
    .then((data) => set({ data }))
    .catch((error: unknown) => set({ ...state, error }))
    .finally(() => {
      asking = null;
    });
  return asking;
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/**
 * Mode, version and what the login page shows. Kept outside the query cache: react-admin empties that at every
 * logout, which is just when the login page opens.
 */
export function useAppInfo(): AppInfoState {
  useEffect(() => {
    if (!state.data) void askAppInfo();
  }, []);
  return useSyncExternalStore(subscribe, () => state);
}
