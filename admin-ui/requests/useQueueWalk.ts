import { useEffect, useState } from 'react';
import { useDataProvider, useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { RequestSummary } from '#contract/requests/schemas';
import { useT } from '../i18n/texts.ts';
import { pathOf } from './columns.tsx';
import { extendWalk, keepWalk, keptWalk, type Neighbours, neighboursOf } from './queue-walk.ts';

/** Rows that are asked for when the way comes to its end. */
const further = 50;

export interface Walk extends Neighbours {
  readonly total: number;
  readonly goNext: () => void;
  readonly goPrevious: () => void;
}

/**
 * Next and previous in the queue that this request was opened from. At the end of what was listed the queue is asked
 * again, so that somebody who decides one after another never has to go back to the list.
 */
export function useQueueWalk(id: string): Walk {
  const t = useT().requestPages.detail;
  const data = useDataProvider();
  const navigate = useNavigate();
  const notify = useNotify();
  const [walk, setWalk] = useState(keptWalk);
  const neighbours = neighboursOf(walk, id);
  const atEnd = neighbours.place !== null && neighbours.next === null;
  useEffect(() => {
    if (!atEnd || !walk) return;
    let current = true;
    const pagination = { page: 1, perPage: further };
    data
      .getList<RequestSummary>('requests', { ...walk.list, pagination })
      .then(({ data: rows }) => {
        const longer = extendWalk(
          walk,
          rows.map((row) => row.id),
        );
        if (!current || longer.ids.length === walk.ids.length) return;
        keepWalk(longer);
        setWalk(longer);
      })
      // Without an answer the way just ends here; the list says more when it is opened.
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [atEnd, walk, data]);
  const go = (to: string | null) => {
    if (to === null) notify(t.noNext, { type: 'info' });
    else void navigate(pathOf({ id: to }));
  };
  return {
    ...neighbours,
    total: walk?.ids.length ?? 0,
    goNext: () => go(neighbours.next),
    goPrevious: () => go(neighbours.previous),
  };
}
