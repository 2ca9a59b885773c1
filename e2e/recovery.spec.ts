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
