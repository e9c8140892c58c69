/**
 * The console's service worker: keeps hashed files of the build (`/assets/…`), whose content never changes under a
 * name, and nothing else. Pages carry a nonce of their own and answers of the API hold data: both always come from the
 * server, so there is no handler for them. Plain JavaScript, since the browser fetches this file as it stands.
 */
const cacheName = 'loket-assets-1';
/** Old builds' files are thrown out, the oldest first; one build has some hundred. */
const mostFiles = 400;

const isHashedAsset = (request) => {
  const url = new URL(request.url);
  return (
    request.method === 'GET' &&
    url.origin === self.location.origin &&
    /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(url.pathname)
  );
};

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  const others = caches
    .keys()
    .then((names) =>
      Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name))),
    );
  event.waitUntil(others.then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  if (isHashedAsset(event.request)) event.respondWith(fromCacheOrServer(event));
});

async function fromCacheOrServer(event) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(event.request);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok && answer.type === 'basic') {
    const copy = answer.clone();
    event.waitUntil(keep(cache, event.request, copy).catch(() => undefined));
  }
  return answer;
}

async function keep(cache, request, answer) {
  await cache.put(request, answer);
  const files = await cache.keys();
  await Promise.all(files.slice(0, Math.max(0, files.length - mostFiles)).map((file) => cache.delete(file)));
}
