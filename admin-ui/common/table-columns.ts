import type { MouseEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';

export interface Column<R> {
  readonly key: string;
  readonly label: string;
  /** Stands in the head instead of the label, such as a box that selects all rows. */
  readonly head?: () => ReactNode;
  readonly render: (row: R, index: number) => ReactNode;
  /** Name of the field that the API sorts by; not sortable when absent. */
  readonly sort?: string;
  readonly align?: 'right' | 'center';
  /** On a narrow screen: the card's headline, its second line, left out, or a labelled line (when absent). */
  readonly card?: 'title' | 'subtitle' | 'corner' | 'hidden' | 'bare';
  readonly width?: number | string;
}

export interface TableProps<R> {
  readonly columns: readonly Column<R>[];
  readonly to?: (row: R) => string;
}

/** Makes a row lead somewhere, but for presses on what is inside it. */
export function useRowLink<R>(to: ((row: R) => string) | undefined) {
  const navigate = useNavigate();
  return (row: R) =>
    to === undefined
      ? {}
      : {
          onClick: (event: MouseEvent) => {
            if (!(event.target as HTMLElement).closest('a,button,input,[role=button]'))
              void navigate(to(row));
          },
          sx: { cursor: 'pointer' },
        };
}
