// Keeps the page for the next visit, with or without a network.
const name = 'survey-1';
const files = ['/', '/web/survey-core.css', '/web/survey.core.min.js', '/web/survey-js-ui.min.js'];

self.addEventListener('install', (event) => event.waitUntil(caches.open(name).then((cache) => cache.addAll(files))));

self.addEventListener('fetch', (event) => event.respondWith(
  caches.match(event.request, { cacheName: name, ignoreVary: true }).then((kept) => kept || fetch(event.request)),
));
