/**
 * The secret of a link. It travels in the fragment (`#<token>` or `#token=<token>`), which no server and no log sees;
 * `?token=` is understood for links that others wrote. Text of a whole address is understood too: people paste those.
 */
export function readToken(address: string): string | null {
  const [beforeHash = '', hash = ''] = address.trim().split('#', 2);
  const fromQuery = new URLSearchParams(beforeHash.split('?', 2)[1] ?? '').get('token');
  const named = new URLSearchParams(hash).get('token');
  const bare = hash !== '' && !hash.includes('=') ? decodeURIComponent(hash) : null;
  const pasted = /^[\w.~-]{20,}$/.test(address.trim()) ? address.trim() : null;
  return named || bare || fromQuery || pasted || null;
}
