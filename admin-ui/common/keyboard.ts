import { useEffect, useRef } from 'react';

/** What a single key does on this page. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** The part of a key press that decides whether it is a shortcut. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly defaultPrevented: boolean;
  readonly target: unknown;
}

interface Place {
  closest?(selector: string): unknown;
}

/** Where keys belong to what has the focus: fields, menus, dialogs. */
const ownKeys = 'input,textarea,select,[contenteditable],[role=dialog],[role=menu],[role=listbox]';

/** The shortcut that is meant, or null: none while somebody types, none with Ctrl, Alt or Command. */
export function shortcutOf(press: KeyPress, shortcuts: Shortcuts): (() => void) | null {
  if (press.defaultPrevented || press.ctrlKey || press.metaKey || press.altKey) return null;
  const place = press.target as Place | null;
  if (place?.closest?.(ownKeys)) return null;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return Object.hasOwn(shortcuts, key) ? (shortcuts[key] ?? null) : null;
}

/** Single keys for those who decide two hundred times a day. Off while a dialog is open or a field has the focus. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (document.querySelector('[role=dialog]')) return;
      const act = shortcutOf(event, current.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
