/** The page without a network, and the next version of it. */
import { viewStore } from '../stores/view'
import { scriptUrl } from '../trusted-types'
import { reloadSafely } from './reload'

/** [ms] between looks for a new version while the page stays open. */
const LOOK_MS = 3_600_000

/** Keeps the page for times without a network, from the next moment on, and tells of new versions. */
export async function workOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register(scriptUrl('./offline.js'), { updateViaCache: 'none' })
    watch(registration)
  } catch {
    // Refused, as in private windows of some browsers: the page works while there is a network.
  }
}

function watch(registration: ServiceWorkerRegistration): void {
  const offer = (): void => {
    // Without a worker before it this is the first version of all, which is open already.
    if (registration.waiting && navigator.serviceWorker.controller) offerUpdate(registration.waiting)
  }
  offer()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer))
  let looked = performance.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' || performance.now() - looked < LOOK_MS) return
    looked = performance.now()
    registration.update().catch(() => undefined)
  })
}

function offerUpdate(waiting: ServiceWorker): void {
  viewStore.showBanner({
    kind: 'info',
    title: 'A new version of this page is ready',
    lines: ['Reload to use it. Every design is saved first, and what runs now starts again.'],
    action: {
      label: 'Reload',
      run: () =>
        void reloadSafely(() => {
          navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
          waiting.postMessage('take-over')
        }),
    },
  })
}
