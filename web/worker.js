// Keeps one whole version of the site on this device. All or nothing, checked by hash; it never caches at run time.
const version = '{{VERSION}}';
const files = {{FILES}};
const name = 'v-' + version;

// What an older version of ours has kept, and is still the same, is not fetched again. It is checked like the rest: what
// lies in a browser for months may be damaged.
const copied = async (url, hash) => {
  for (const cacheName of (await caches.keys()).reverse()) {
    const old = await caches.match(url, { cacheName, ignoreVary: true });
    const sum = old && await crypto.subtle.digest('SHA-256', await old.clone().arrayBuffer());
    if (sum && btoa(String.fromCharCode(...new Uint8Array(sum))) === hash) return old;
  }
  return null;
};

const keep = async (cache, [url, hash]) => {
  const rules = { integrity: 'sha256-' + hash, redirect: 'error' };
  if (!url.startsWith('/web/')) rules.cache = 'reload';
  const old = await copied(url, hash).catch(() => null);
  await cache.put(url, old || await fetch(new Request(url, rules)));
};

self.addEventListener('install', (event) => event.waitUntil((async () => {
  const had = await caches.has(name);
  const cache = await caches.open(name);
  const done = await Promise.allSettled(Object.entries(files).map((file) => keep(cache, file)));
  const failed = done.find((one) => one.status === 'rejected');
  if (!failed) return;
  if (!had) await caches.delete(name);
  throw failed.reason;
})()));

self.addEventListener('activate', (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((one) => one !== name).map((one) => caches.delete(one)));
})()));

const kept = (url) => caches.match(url, { cacheName: name, ignoreVary: true });

// When the browser has thrown our copy away and there is no network: the numbers, and the way out.
const lastPage = () => new Response(`{{PAGE}}`, {
  headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Referrer-Policy': 'no-referrer',
  },
});

const page = async (request, path) => {
  const found = await kept(path.replace(/(index)?(\.html)?\/*$/, '') || '/');
  if (found) return found;
  const missing = await kept('/404');
  if (missing) return new Response(missing.body, { status: 404, headers: missing.headers });
  return fetch(request).catch(lastPage);
};

const part = async (request, path) => (await kept(path)) || fetch(request);

self.addEventListener('fetch', (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (url.origin !== location.origin || request.method !== 'GET' || request.headers.has('range')) return;
  if (url.pathname === '/erase') return;
  event.respondWith(request.mode === 'navigate'
    ? page(request, url.pathname).catch(lastPage)
    : part(request, url.pathname).catch(() => Response.error()));
});
