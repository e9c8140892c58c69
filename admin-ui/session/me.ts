import { useQuery, useQueryClient } from '@tanstack/react-query';
import { can, type Permission } from '#contract/access/permissions';
import type { Role } from '#contract/access/roles';
import type { Me } from '#contract/accounts/schemas';
import { call } from '../data/call.ts';
import { sessionBegan } from './ended.ts';

let known: Promise<Me> | null = null;
/** What `known` came to: pages have it in their first moment. */
let answered: Me | undefined;

/** The signed-in person; asked once and kept until `forgetMe`. Rejects with 401 when nobody is signed in. */
export function getMe(): Promise<Me> {
  known ??= call('me.read', {}).then(
    (me) => {
      answered = me;
      sessionBegan();
      return me;
    },
    (error: unknown) => {
      known = null;
      throw error;
    },
  );
  return known;
}

export function forgetMe(): void {
  known = null;
  answered = undefined;
}

export const mayDo = (me: Me | undefined, permission: Permission): boolean =>
  me !== undefined && can(me.roles as Role[], permission);

/** The signed-in person for components; undefined during the first moment. */
export const useMe = (): Me | undefined =>
  useQuery({
    queryKey: ['me'],
    queryFn: getMe,
    initialData: () => answered,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;

/** Gives the way to have the signed-in person asked for again, after something about him has changed. */
export function useAskMeAgain(): () => Promise<void> {
  const client = useQueryClient();
  return () => {
    forgetMe();
    return client.invalidateQueries({ queryKey: ['me'] });
  };
}

/** Whether the signed-in person may do this at all; whose rows he sees is the API's matter. */
export const useMay = (permission: Permission): boolean => mayDo(useMe(), permission);
