import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

test.use({ serviceWorkers: 'allow' })

const FOLDER = '/some/where/'

/** Serves the page from a folder of a host, as a static host would, with files that can be changed or taken away. */
class Host {
  readonly change = new Map<string, (text: string) => string>()
  missing: RegExp | null = null
  private readonly server: Server

  constructor(origin: string) {
    this.server = createServer((request, response) => {
      const path = (request.url ?? '/').replace(/[?#].*$/, '')
      void this.answer(origin, path).then(({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' })
        response.end(body)
      })
    })
  }

  private async answer(origin: string, path: string): Promise<{ status: number; type: string; body: Buffer }> {
    const isThere = path.startsWith(FOLDER) && !this.missing?.test(path)
    if (!isThere) return { status: 404, type: 'text/plain', body: Buffer.from('There is no such file') }
    const file = path.slice(FOLDER.length)
    const found = await fetch(`${origin}/${file}`)
    const change = this.change.get(file)
    const body = change ? Buffer.from(change(await found.text())) : Buffer.from(await found.arrayBuffer())
    return { status: found.status, type: found.headers.get('content-type') ?? '', body }
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${FOLDER}`
  }

  stop(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
}

const hosted = test.extend<{ host: Host; address: string }>({
  host: async ({ baseURL }, use) => {
    const host = new Host(new URL(baseURL ?? '').origin)
    await use(host)
    host.stop()
  },
  address: async ({ host }, use) => use(await host.start()),
})

hosted(
  'the page works from any folder of a host, and without a network',
  async ({ workbench, page, context, address }) => {
    await page.goto(address)
    await workbench.setSpeed('max')
    await workbench.expectStatus('finished')
    const digest = await workbench.digest()
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await context.setOffline(true)
    await page.reload()
    await workbench.setSpeed('max')
    await workbench.expectStatus('finished')
    expect(await workbench.digest()).toBe(digest)
    const fragment = await workbench.shareFragment()
    await workbench.choose('New design')
    await workbench.place('service', 0.4, 0.4)
    await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
    await workbench.find(TID.libraryButton).click()
    await expect(workbench.find(TID.libraryDialog)).toBeVisible()
    await page.goto('about:blank')
    await page.goto(`${address}${fragment}`)
    await expect(workbench.blocks()).toHaveCount(9)
  },
)

hosted(
  'a new version waits until it is asked for, and never over what is not saved',
  async ({ workbench, page, host, address }) => {
    await page.goto(address)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    await workbench.choose('New design')
    await workbench.place('service', 0.4, 0.4)
    await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('made for the test', 'QuotaExceededError')
      }
      Object.assign(window, { letSave: () => Object.assign(IDBObjectStore.prototype, { put }) })
    })
    await workbench.place('cache', 0.7, 0.7)
    await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'failed')

    host.change.set('', (html) => html.replace('<title>', '<title>Next '))
    host.change.set('offline.js', (code) => code.replace(/"[0-9a-f]{12}"/, '"0123456789ab"'))
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.ready).update()
    })
    const banner = workbench.find(TID.banner)
    await expect(banner).toContainText('new version')
    await banner.getByRole('button', { name: 'Reload' }).click()
    await expect(banner).toContainText('Not reloaded')
    await expect(workbench.blocks()).toHaveCount(2)

    await page.evaluate(() => (window as unknown as { letSave(): void }).letSave())
    await workbench.place('database', 0.7, 0.2)
    await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
    await page.reload()
    await expect(page).toHaveTitle('Loadbearing')
    await banner.getByRole('button', { name: 'Reload' }).click()
    await expect(page).toHaveTitle('Next Loadbearing')
    await expect(workbench.blocks()).toHaveCount(3)
  },
)

hosted('a part that an update took from the server asks for a reload', async ({ workbench, page, host, address }) => {
  host.missing = /\/assets\/ShareDialog-|\/offline\.js$/
  await page.goto(address)
  await workbench.expectStatus('running')
  await workbench.find(TID.shareButton).click()
  await expect(workbench.find(TID.banner)).toContainText('could not be loaded')
  host.missing = null
  await workbench.find(TID.banner).getByRole('button', { name: 'Reload' }).click()
  await workbench.find(TID.shareButton).click()
  await expect(workbench.find(TID.shareDialog)).toBeVisible()
  workbench.errors.length = 0
})
