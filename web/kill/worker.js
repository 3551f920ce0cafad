// The kill switch. If a release must be taken back, publish this file at /worker.js, the address of every worker we
// ever had: it takes over at once, deletes what we kept on the device and removes itself. It reloads nobody's page;
// the next page comes from the network.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
})()));
