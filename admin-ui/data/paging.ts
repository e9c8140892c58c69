import { countCap } from '#contract/shared/paging';

/** What a list's headers say. */
export interface ListHead {
  readonly total: number;
  readonly capped: boolean;
  readonly nextAfter: string | null;
}

/** Reads `Content-Range`, `X-Total-Capped` and `X-Next-After`. Throws when the total is not there. */
export function readListHead(headers: Headers): ListHead {
  const total = Number.parseInt(headers.get('content-range')?.split('/').pop() ?? '', 10);
  if (!Number.isFinite(total)) throw new Error('A list came without its Content-Range');
  return {
    total,
    capped: headers.get('x-total-capped') === 'true',
    nextAfter: headers.get('x-next-after') || null,
  };
}

/** A list without its page: what is listed, how it is sorted and filtered, how many rows a page has. */
export interface ListKey {
  readonly resource: string;
  readonly sort: readonly [string, string];
  readonly filter: unknown;
  readonly perPage: number;
}

/**
 * Remembers where each page of a list ended. Pages behind the capped count continue after the last row of the page
 * before (keyset) instead of counting rows from the start, which would grow slower with every page.
 */
export class PageEnds {
  readonly #ends = new Map<string, string>();

  #key(list: ListKey, page: number): string {
    return JSON.stringify([list.resource, list.sort, list.filter, list.perPage, page]);
  }

  remember(list: ListKey, page: number, nextAfter: string | null): void {
    if (nextAfter !== null) this.#ends.set(this.#key(list, page), nextAfter);
  }

  /** The query of a page: `range` for what can be counted, `range` from 0 and `after` behind it. */
  query(list: ListKey, page: number): Record<string, string> {
    const from = (page - 1) * list.perPage;
    const common = { sort: JSON.stringify(list.sort), filter: JSON.stringify(list.filter) };
    const after = from >= countCap ? this.#ends.get(this.#key(list, page - 1)) : undefined;
    return after === undefined
      ? { ...common, range: JSON.stringify([from, from + list.perPage - 1]) }
      : { ...common, range: JSON.stringify([0, list.perPage - 1]), after };
  }
}

/**
 * The total that react-admin reckons with. Behind the cap the true number is unknown: as long as another page follows
 * it stays one row ahead, so that no page counts as out of range.
 */
export function shownTotal(head: ListHead, page: number, perPage: number, rows: number): number {
  if (!head.capped) return head.total;
  const seen = (page - 1) * perPage + rows;
  return Math.max(head.total, head.nextAfter === null ? seen : seen + 1);
}
