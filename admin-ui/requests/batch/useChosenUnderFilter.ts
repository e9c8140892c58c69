import { useEffect } from 'react';
import { useListContext, useStoreContext } from 'react-admin';

/**
 * Chosen rows belong to the filter under which they were chosen: when the list is filtered otherwise they are let go, so
 * that nobody acts on rows that he does not see. What was chosen under the same filter stays over a visit to a detail.
 * The store is read, not listened to: two windows with a filter each would take turns in clearing for ever.
 */
export function useChosenUnderFilter(list: string): void {
  const store = useStoreContext();
  const { filter, filterValues, onUnselectItems } = useListContext();
  const now = JSON.stringify({ ...filterValues, ...filter });
  const key = `${list}.chosenUnder`;
  useEffect(() => {
    if (store.getItem<string>(key) === now) return;
    onUnselectItems();
    store.setItem(key, now);
  }, [store, key, now, onUnselectItems]);
}
