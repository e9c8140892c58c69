import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { PortalState } from '#contract/metering/portal-schemas';
import { call } from '../data/call.ts';
import { currentLanguage } from '../i18n/texts.ts';

/** In the language of the page, since a refusal comes as a sentence. */
const queryKey = () => ['portal', currentLanguage()];

/** How the operator's access stands, asked anew by each page that opens; nothing of any person. */
export const usePortal = () =>
  useQuery({ queryKey: queryKey(), queryFn: ({ signal }) => call('portal.read', { signal }), staleTime: 0 });

/** Writes what an answer said into what is known, so that the page does not ask again. */
export function usePortalChange(): (change: Partial<PortalState>) => void {
  const client = useQueryClient();
  return useCallback(
    (change) =>
      client.setQueryData<PortalState>(queryKey(), (known) => (known ? { ...known, ...change } : known)),
    [client],
  );
}

/** Asks anew: a refusal said that something stands otherwise than the page believes. */
export function useAskPortalAgain(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: queryKey() }), [client]);
}
