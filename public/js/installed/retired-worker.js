// Replaces the service worker when an operator has switched it off (SERVICE_WORKER=off): it takes over from the earlier one,
// deletes all stored copies and unregisters itself. Open pages stay as they are.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(retire()))

async function retire() {
  await Promise.all((await caches.keys()).map(name => caches.delete(name)))
  await self.registration.unregister()
}
