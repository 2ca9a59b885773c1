import type { BrowserContext, Page } from '@playwright/test'
import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'
import { Workbench } from './pages/workbench'

async function expectSaved(workbench: Workbench): Promise<void> {
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
}

/** A new design of that name with one block, saved. */
async function make(workbench: Workbench, name: string): Promise<void> {
  await workbench.choose('New design')
  await workbench.place('service', 0.4, 0.4)
  await rename(workbench, name)
}

async function rename(workbench: Workbench, name: string): Promise<void> {
  await workbench.find(TID.designName).fill(name)
  await workbench.press('Enter')
  await expectSaved(workbench)
}

async function openLibrary(workbench: Workbench): Promise<void> {
  await workbench.find(TID.libraryButton).click()
  await expect(workbench.find(TID.libraryDialog)).toBeVisible()
}

function cards(workbench: Workbench) {
  return workbench.page.locator(`article[data-testid^="${TID.libraryDesign}"]`)
}

async function command(workbench: Workbench, name: string, id: string): Promise<void> {
  await cards(workbench)
    .filter({ hasText: name })
    .getByRole('button', { name: /Commands/ })
    .click()
  await workbench.find(TID.libraryItem + id).click()
}

async function tab(context: BrowserContext): Promise<Workbench> {
  const workbench = new Workbench(await context.newPage())
  await workbench.open()
  return workbench
}

/** The name under which the library has the design that was changed last, and how many blocks, read from the database itself. */
async function stored(page: Page): Promise<{ name: string; blocks: number; rev: number }[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('loadbearing')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const all = database.transaction('heads').objectStore('heads').getAll()
    const heads = await new Promise<{ name: string; blocks: number; rev: number }[]>((resolve) => {
      all.onsuccess = () => resolve(all.result)
    })
    database.close()
    return heads.map(({ name, blocks, rev }) => ({ name, blocks, rev }))
  })
}

test('designs are found, named, copied, tagged, put into the bin and brought back', async ({ workbench }) => {
  await workbench.open()
  await make(workbench, 'Alpha')
  await make(workbench, 'Beta')
  await openLibrary(workbench)
  await expect(cards(workbench).locator('h3')).toHaveText(['Beta', 'Alpha'])
  await expect(cards(workbench).first().locator('img')).toBeVisible()

  await command(workbench, 'Alpha', 'duplicate')
  await expect(cards(workbench)).toHaveCount(3)
  await command(workbench, 'Alpha copy', 'rename')
  await workbench.find(TID.libraryInput).fill('Gamma')
  await workbench.press('Enter')
  await command(workbench, 'Gamma', 'tags')
  await workbench.find(TID.libraryInput).fill('shop, load')
  await workbench.press('Enter')
  await expect(cards(workbench).filter({ hasText: 'shop, load' })).toHaveCount(1)
  await workbench.find(TID.librarySearch).fill('load gam')
  await expect(cards(workbench).locator('h3')).toHaveText(['Gamma'])
  await workbench.find(TID.librarySearch).fill('')

  await command(workbench, 'Beta', 'bin')
  await expect(cards(workbench)).toHaveCount(2)
  // The keyboard stays in the dialog, though what it had is gone.
  await expect(workbench.page.locator('dialog[open] :focus')).toHaveCount(1)
  await workbench.find(`${TID.libraryTab}bin`).click()
  await expect(cards(workbench).locator('h3')).toHaveText(['Beta'])
  await command(workbench, 'Beta', 'restore')
  await workbench.find(`${TID.libraryTab}designs`).click()
  await cards(workbench).filter({ hasText: 'Gamma' }).getByRole('button', { name: 'Open Gamma' }).click()
  await expect(workbench.find(TID.designName)).toHaveValue('Gamma')
  await expect(workbench.blocks()).toHaveCount(1)
  await openLibrary(workbench)
  await expect(cards(workbench).locator('h3').first()).toHaveText('Gamma')
  await expect(cards(workbench)).toHaveCount(3)
})

test('the bin keeps designs until it is emptied', async ({ workbench, page }) => {
  await workbench.open()
  await make(workbench, 'Gone')
  await openLibrary(workbench)
  await command(workbench, 'Gone', 'bin')
  await workbench.find(`${TID.libraryTab}bin`).click()
  await expect(cards(workbench)).toHaveCount(1)
  await workbench.find(TID.libraryEmpty).click()
  expect(await stored(page)).toHaveLength(1)
  await workbench.find(TID.libraryEmpty).click()
  await expect(cards(workbench)).toHaveCount(0)
  expect(await stored(page)).toHaveLength(0)
})

test('an earlier revision can be brought back, and that can be undone', async ({ workbench }) => {
  await workbench.open()
  await make(workbench, 'First name')
  await rename(workbench, 'Second name')
  await openLibrary(workbench)
  await command(workbench, 'Second name', 'history')
  await workbench.find(`${TID.libraryRevision}1`).click()
  await workbench.find(TID.libraryRestore).click()
  await expect(workbench.find(TID.libraryHistory)).toBeHidden()
  await expect(workbench.find(TID.designName)).toHaveValue('Untitled')
  await expectSaved(workbench)
  await workbench.press('ControlOrMeta+z')
  await expect(workbench.find(TID.designName)).toHaveValue('Second name')
})

test('a change is kept 400 ms later, whatever happens to the tab', async ({ workbench, page, context }) => {
  await workbench.open()
  await make(workbench, 'Crashed')
  await workbench.place('cache', 0.7, 0.6)
  await page.waitForFunction((start) => performance.now() - start > 400, await page.evaluate(() => performance.now()))
  const waiting = await tab(context)
  await expect(waiting.find(TID.savedState)).toHaveText('Read-only')
  const session = await context.newCDPSession(page)
  await Promise.race([session.send('Page.crash').catch(() => undefined), page.waitForEvent('crash')])
  await expect(waiting.find(TID.savedState)).toHaveText('Saved')
  await expect(waiting.blocks()).toHaveCount(2)
  await waiting.page.close()
  const after = await tab(context)
  await expect(after.find(TID.designName)).toHaveValue('Crashed')
  await expect(after.blocks()).toHaveCount(2)
})

test('of two tabs one writes, the other follows and may take over', async ({ workbench, context }) => {
  await workbench.open()
  await make(workbench, 'Shared')
  const other = await tab(context)
  await expect(other.find(TID.savedState)).toHaveText('Read-only')
  await expect(other.find(TID.banner)).toContainText('open in another tab')

  await workbench.place('cache', 0.7, 0.6)
  await expect(other.blocks()).toHaveCount(2)
  await other.press('ControlOrMeta+a', 'Delete')
  await expect(other.blocks()).toHaveCount(2)

  await other.find(TID.banner).getByRole('button', { name: 'Take over' }).click()
  await expect(workbench.find(TID.savedState)).toHaveText('Read-only')
  await expect(other.find(TID.savedState)).toHaveText('Saved')
  await rename(other, 'Taken')
  await expect(workbench.find(TID.designName)).toHaveValue('Taken')

  await other.page.close()
  await expect(workbench.find(TID.savedState)).toHaveText('Saved')
  await rename(workbench, 'Back')
  const heads = await stored(workbench.page)
  expect(heads.map(({ name, blocks }) => ({ name, blocks }))).toEqual([{ name: 'Back', blocks: 2 }])
})

test('a tab that hangs is not waited for', async ({ workbench, context }) => {
  await workbench.open()
  await make(workbench, 'Held')
  const other = await tab(context)
  await expect(other.find(TID.savedState)).toHaveText('Read-only')
  void workbench.page.evaluate(() => {
    const end = performance.now() + 4000
    while (performance.now() < end);
  })
  await other.find(TID.banner).getByRole('button', { name: 'Take over' }).click()
  await expect(other.find(TID.savedState)).toHaveText('Saved')
  await rename(other, 'Taken by force')
  await expect(workbench.find(TID.designName)).toHaveValue('Taken by force')
  await expect(workbench.find(TID.savedState)).toHaveText('Read-only')
})

test('when the browser refuses to save, editing goes on and a file is offered', async ({ workbench, page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (...args) {
      if ((window as { isFull?: boolean }).isFull) throw new DOMException('made for the test', 'QuotaExceededError')
      return put.apply(this, args)
    }
  })
  await workbench.open()
  await make(workbench, 'Full')
  await page.evaluate(() => Object.assign(window, { isFull: true }))
  await workbench.place('cache', 0.7, 0.6)
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'failed')
  await expect(workbench.find(TID.banner)).toContainText('full')
  await workbench.place('database', 0.7, 0.2)
  const download = page.waitForEvent('download')
  await workbench.find(TID.banner).getByRole('button', { name: 'Save as a file' }).click()
  expect((await download).suggestedFilename()).toBe('Full.json')
  await page.evaluate(() => Object.assign(window, { isFull: false }))
  await rename(workbench, 'Room again')
  await expect(workbench.find(TID.banner)).toBeHidden()
  expect(await stored(page)).toMatchObject([{ name: 'Room again', blocks: 3 }])
})

test('a browser without IndexedDB is named, and the page works', async ({ workbench, page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await workbench.open()
  await workbench.choose('New design')
  await workbench.place('service', 0.4, 0.4)
  await expect(workbench.find(TID.banner)).toContainText('no IndexedDB')
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'failed')
  await expect(workbench.blocks()).toHaveCount(1)
})

test('the design of the first version of the library is still there', async ({ workbench, page }) => {
  // The database is made here; the page itself must not have been.
  await page.route('**/before', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<link rel=icon href=data:,>' }),
  )
  await page.goto('/before')
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('loadbearing', 1)
      request.onupgradeneeded = () => {
        request.result.createObjectStore('designs', { keyPath: 'id' }).createIndex('savedAt', 'savedAt')
        request.result.createObjectStore('settings')
      }
      request.onsuccess = () => resolve(request.result)
    })
    const work = database.transaction(['designs', 'settings'], 'readwrite')
    const design = { format: 'loadbearing/1', name: 'Old', blocks: [{ id: 'a', kind: 'service' }] }
    work.objectStore('designs').put({ id: 'one', name: 'Old', design, savedAt: 5 })
    work.objectStore('designs').put({ id: 'two', name: 'Older', design: { ...design, name: 'Older' }, savedAt: 4 })
    work.objectStore('settings').put('one', 'last-open')
    await new Promise((resolve) => {
      work.oncomplete = resolve
    })
    database.close()
  })
  await workbench.open()
  await expect(workbench.find(TID.designName)).toHaveValue('Old')
  await rename(workbench, 'Old and renamed')
  await openLibrary(workbench)
  await expect(cards(workbench).locator('h3')).toHaveText(['Old and renamed', 'Older'])
  await expect(cards(workbench).locator('img')).toHaveCount(2)
})

test('a damaged record is set aside, and the last sound revision opens', async ({ workbench, page }) => {
  await workbench.open()
  await make(workbench, 'Hurt')
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('loadbearing')
      request.onsuccess = () => resolve(request.result)
    })
    const work = database.transaction('designs', 'readwrite')
    const all = work.objectStore('designs').getAll()
    all.onsuccess = () => {
      for (const record of all.result as object[])
        work.objectStore('designs').put({ ...record, design: ['what is this'] })
    }
    await new Promise((resolve) => {
      work.oncomplete = resolve
    })
    database.close()
  })
  await workbench.open()
  await expect(workbench.find(TID.banner)).toContainText('damaged')
  await expect(workbench.find(TID.designName)).toHaveValue('Hurt')
  await expect(workbench.blocks()).toHaveCount(1)
  await openLibrary(workbench)
  await workbench.find(`${TID.libraryTab}aside`).click()
  const download = page.waitForEvent('download')
  await workbench.find(TID.libraryAside).getByRole('button', { name: 'Save as it is' }).click()
  expect((await download).suggestedFilename()).toContain('damaged')
})

test('after two failed starts the page opens empty and says how to go on', async ({ workbench, page }) => {
  await workbench.open()
  await make(workbench, 'Trouble')
  await page.route('**/assets/session-*.js', (route) => route.abort())
  for (let start = 0; start < 2; start++) {
    await page.goto('/')
    await expect(workbench.find(TID.designName)).toHaveValue('Trouble')
  }
  await page.unrouteAll()
  await workbench.open()
  await expect(workbench.find(TID.banner)).toContainText('failed to start twice')
  await expect(workbench.blocks()).toHaveCount(0)
  await workbench.expectStatus('idle')
  await workbench.find(TID.banner).getByRole('button', { name: 'Open the library' }).click()
  await cards(workbench).first().getByRole('button', { name: 'Open Trouble' }).click()
  await expect(workbench.find(TID.designName)).toHaveValue('Trouble')
  workbench.errors.length = 0
})

test('a template is a copy that is not kept until it is changed', async ({ workbench, page }) => {
  await workbench.open()
  await make(workbench, 'Mine')
  await workbench.openExample('retry-storm')
  await expect(workbench.find(TID.savedState)).toHaveText('Copy')
  expect(await stored(page)).toHaveLength(1)
  await rename(workbench, 'My storm')
  expect((await stored(page)).map(({ name }) => name).sort()).toEqual(['Mine', 'My storm'])
  await workbench.press('Control+z')
  await expect(workbench.find(TID.designName)).toHaveValue('Retry storm')
  await expect(workbench.find(TID.savedState)).toHaveText('Saved')
  await page.reload()
  await expect(workbench.find(TID.designName)).toHaveValue('Retry storm')
})

test('leaving with a change that is not saved is asked about', async ({ workbench, page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('made for the test', 'QuotaExceededError')
    }
  })
  await workbench.open()
  await workbench.place('service', 0.4, 0.9)
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'failed')
  const asked = page.waitForEvent('dialog')
  void page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.accept()
})

test('without locks and a secure context the page says so, and two tabs lose nothing', async ({ page, context }) => {
  await context.addInitScript(() => {
    Object.defineProperty(window, 'isSecureContext', { value: false })
    Object.defineProperty(navigator, 'locks', { value: undefined })
  })
  const workbench = new Workbench(page)
  await workbench.open()
  await make(workbench, 'Bare')
  await expect(workbench.find(TID.banner)).toContainText('without HTTPS')
  const other = await tab(context)
  // Nothing is told between these two, as between browsers that share a profile.
  await other.page.evaluate(() => {
    BroadcastChannel.prototype.postMessage = () => undefined
  })
  await other.place('cache', 0.7, 0.6)
  await expectSaved(other)
  await workbench.place('database', 0.7, 0.2)
  await expect(workbench.find(TID.designName)).toHaveValue('Bare (from this tab)')
  await expectSaved(workbench)
  const heads = await stored(page)
  expect(heads.map(({ name, blocks }) => `${name}: ${blocks}`).sort()).toEqual(['Bare (from this tab): 2', 'Bare: 2'])
})
