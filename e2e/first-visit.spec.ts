import { TID } from '../src/app/test-ids'
import checkout from '../src/design/examples/checkout.json' with { type: 'json' }
import { digestInNode } from './pages/headless'
import { expect, test } from './pages/test'

test('a first visit shows Checkout already under load', async ({ workbench }) => {
  await workbench.open()
  await expect(workbench.find(TID.designName)).toHaveValue('Checkout')
  expect((await workbench.blockIds()).sort()).toEqual(checkout.blocks.map((block) => block.id).sort())
  await expect(workbench.connections()).toHaveCount(checkout.connections.length)
  await workbench.expectStatus('running')
})

test('the breaker to the database opens when it slows down a hundredfold and closes again', async ({ workbench }) => {
  await workbench.open()
  await workbench.reset()
  await workbench.find(`${TID.fault}0`).click()
  const dialog = workbench.find(TID.faultDialog)
  await dialog.getByLabel('Factor').fill('100')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(workbench.find(`${TID.fault}0`)).toContainText('slow 100×')
  await workbench.setSpeed('10')
  await workbench.start()
  const breaker = workbench.find(`${TID.breaker}to-db`)
  await expect(breaker).toHaveAttribute('data-state', 'open', { timeout: 30_000 })
  await workbench.setSpeed('max')
  await workbench.expectStatus('finished')
  await expect(breaker).toHaveAttribute('data-state', 'closed')
  await expect(workbench.find(`${TID.breakerStrip}to-db`)).toBeVisible()
})

test('the browser finds the same result as Node', async ({ workbench }) => {
  await workbench.open()
  await workbench.reset()
  await workbench.runToEnd()
  expect(await workbench.digest()).toBe(digestInNode(checkout))
})
