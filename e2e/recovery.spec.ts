import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

test('a simulation that hangs is noticed and replaced, and the design is kept', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.setSpeed('1')
  await workbench.expectStatus('running')
  const [worker] = page.workers()
  await worker?.evaluate(() => {
    setTimeout(() => {
      for (;;);
    })
  })
  await workbench.expectStatus('failed')
  await expect(page.getByText(/stuck/).first()).toBeVisible()
  await expect(workbench.blocks()).toHaveCount(9)
  await workbench.runToEnd()
})

test('a simulation that crashes is replaced', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.setSpeed('1')
  await workbench.expectStatus('running')
  const [worker] = page.workers()
  await worker?.evaluate(() => {
    setTimeout(() => {
      throw new Error('made for the test')
    })
  })
  await workbench.expectStatus('failed')
  await workbench.runToEnd()
  workbench.errors.length = 0
})

test('a damaged record in the library does not keep the page from opening', async ({ workbench, page }) => {
  await workbench.openEmpty()
  await workbench.place('service', 0.4, 0.4)
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
  await page.evaluate(async () => {
    const [info] = await indexedDB.databases()
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(info?.name ?? '')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const [store] = database.objectStoreNames
    const transaction = database.transaction(store ?? '', 'readwrite')
    const objects = transaction.objectStore(store ?? '')
    const all = objects.getAll()
    all.onsuccess = () => {
      for (const record of all.result as { design: unknown }[])
        objects.put({ ...record, design: { format: 7, blocks: 'no' } })
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve
    })
    database.close()
  })
  await workbench.open()
  await expect(workbench.find(TID.banner)).toBeVisible()
})
