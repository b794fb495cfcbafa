// Keeps our own files and one page that says nothing about anyone: /offline, with every help number and its hours.
// Never a signed-in page. Started only where the person said that the phone is their own.
const version = new URL(location.href).searchParams.get("v") ?? "0"
const store = `onward-${version}`
const page = "/offline"

self.addEventListener("install", event => {
  event.waitUntil(caches.open(store).then(async cache => {
    await cache.add(new Request(page, { credentials: "omit", cache: "reload" }))
    const html = await (await cache.match(page)).text()
    const files = [...html.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(found => found[1].replaceAll("&amp;", "&"))
    await cache.addAll(files)
    await self.skipWaiting()
  }))
})

self.addEventListener("activate", event => {
  event.waitUntil(caches.keys()
    .then(keys => Promise.all(keys.filter(key => key !== store).map(key => caches.delete(key))))
    .then(() => self.clients.claim()))
})

self.addEventListener("fetch", event => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== "GET" || url.origin !== location.origin) return
  if (url.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(request).then(kept => kept ?? fetch(request)))
  } else if (request.mode === "navigate" && url.pathname !== "/leave") {
    event.respondWith(fetch(request).catch(async () => await caches.match(page) ?? Response.error()))
  }
})
