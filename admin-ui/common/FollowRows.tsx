import { useEffect } from 'react';
import { useListContext } from 'react-admin';

const refreshMs = 5_000;

interface FollowRowsProps<R> {
  readonly isUnderWay: (row: R) => boolean;
}

/** Stands in a list: asks for its rows again, every few seconds, while one of them is under way. Draws nothing. */
export const FollowRows = <R extends { id: string }>({ isUnderWay }: FollowRowsProps<R>) => {
  const { data, refetch } = useListContext<R>();
  const busy = data?.some(isUnderWay) ?? false;
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void refetch(), refreshMs);
    return () => clearInterval(timer);
  }, [busy, refetch]);
  return null;
};
