import { useEffect, useState } from 'react';
import { fetchBlob } from '../../data/files.ts';

interface PhotoState {
  readonly address: string | null;
  readonly error: unknown;
}

const nothing: PhotoState = { address: null, error: null };

/**
 * One picture, fetched with the session and shown from memory: it never stands in an address or in the browser's cache.
 * Every fetch is written down by the server, so nothing here asks twice by itself.
 */
export function usePhoto(requestId: string, photoId: string): PhotoState & { readonly again: () => void } {
  const [state, setState] = useState(nothing);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks the same again
  useEffect(() => {
    const stop = new AbortController();
    let address: string | null = null;
    fetchBlob(`/api/v1/requests/${requestId}/photos/${photoId}`, stop.signal).then(
      (blob) => {
        if (stop.signal.aborted) return;
        address = URL.createObjectURL(blob);
        setState({ address, error: null });
      },
      (error: unknown) => {
        if (!stop.signal.aborted) setState({ address: null, error });
      },
    );
    return () => {
      stop.abort();
      if (address) URL.revokeObjectURL(address);
      setState(nothing);
    };
  }, [requestId, photoId, round]);
  return { ...state, again: () => setRound(round + 1) };
}
