/**
 * Service worker: the page without a network. All files of one version are fetched before it takes over, and it takes over only
 * when the page asks, so that what is open is never mixed with another version. The files of the version before stay as well, for
 * tabs that still show it.
 *
 * The build writes the name of the version and its files in place of the two constants.
 */

/** What a service worker sees of the browser, as far as it is used here. */
interface Lifetime extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface ServiceWorkerScope {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Lifetime) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

declare const __OFFLINE_VERSION__: string
declare const __OFFLINE_FILES__: readonly string[]

const scope = self as unknown as ServiceWorkerScope
const PREFIX = 'loadbearing-'
const CACHE = PREFIX + __OFFLINE_VERSION__
/** Addresses of this version's files, as they are asked for. */
const files = new Set(__OFFLINE_FILES__.map((file) => new URL(file, scope.location.href).href))

scope.addEventListener('install', (event) => event.waitUntil(fetchAll()))

scope.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => scope.clients.claim()))
})

scope.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void scope.skipWaiting()
})

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return
  url.search = ''
  url.hash = ''
  if (request.mode === 'navigate' && url.href.endsWith('/index.html')) url.href = new URL('./', url).href
  // Files that may be of the version before are found by their names, which tell versions apart.
  if (files.has(url.href) || url.href.includes('/assets/')) event.respondWith(fromCache(request, url.href))
})

async function fromCache(request: Request, address: string): Promise<Response> {
  const cache = await caches.open(CACHE)
  const found = (await cache.match(address)) ?? (await caches.match(address))
  return found ?? fetch(request)
}

async function fetchAll(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll([...files].map((file) => new Request(file, { cache: 'no-cache' })))
}

/** Keeps this version and the one before. */
async function dropOld(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE)
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)))
}
