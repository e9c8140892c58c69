import { useQuery } from '@tanstack/react-query';
import { call } from '../data/call.ts';

/** Mode, version and what the login page shows; the same for everybody, so it is asked once. */
export const useAppInfo = () =>
  useQuery({
    queryKey: ['app'],
    queryFn: () => call('app.info', {}),
    staleTime: 5 * 60_000,
  });
