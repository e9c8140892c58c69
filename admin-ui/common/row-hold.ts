import { createContext, useContext, useEffect, useState } from 'react';

/** Holds the rows of a list as they are laid out, until the function that it gives is called. */
export type HoldRows = () => () => void;

export const HoldRowsContext = createContext<HoldRows>(() => () => {});

/** For a dialog that hangs on a row: it would go with the row, and what was typed with it, when the window turns. */
export function useHeldRows(): void {
  const hold = useContext(HoldRowsContext);
  useEffect(() => hold(), [hold]);
}

/** A layout that follows the window, but not while a row's dialog is open. */
export function useHeldLayout(narrow: boolean): { readonly narrow: boolean; readonly hold: HoldRows } {
  const [dialogs, setDialogs] = useState(0);
  const [shown, setShown] = useState(narrow);
  const [hold] = useState<HoldRows>(() => () => {
    setDialogs((count) => count + 1);
    return () => setDialogs((count) => count - 1);
  });
  if (dialogs === 0 && shown !== narrow) setShown(narrow);
  return { narrow: shown, hold };
}
