import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

test('a run pauses, steps, goes on and resets', async ({ workbench }) => {
  await workbench.open()
  await workbench.setSpeed('1')
  await workbench.pause()
  const stopped = await workbench.clock()
  // One request may end within the millisecond that the clock shows; five hardly do.
  for (let step = 0; step < 5; step++) {
    await workbench.find(TID.stepButton).click()
    await workbench.expectStatus('paused')
  }
  await expect(workbench.find(TID.clock)).not.toHaveText(stopped)
  await workbench.find(TID.runButton).click()
  await workbench.expectStatus('running')
  await workbench.reset()
})

test('a parameter changed while running takes effect, is recorded, and the link still replays', async ({
  workbench,
  browser,
}) => {
  await workbench.open()
  await workbench.setSpeed('1')
  await workbench.select('orders')
  await workbench.set('workers', '2')
  await workbench.expectStatus('running')
  await workbench.runToEnd()
  const digest = await workbench.digest()
  const fragment = await workbench.shareFragment()

  const other = await browser.newContext()
  const page = await other.newPage()
  const { Workbench } = await import('./pages/workbench')
  const second = new Workbench(page)
  await second.open(fragment)
  await second.runToEnd()
  expect(await second.digest()).toBe(digest)
  await expect(page.getByTestId(TID.digestCheck).first()).toHaveAttribute('data-check', 'reproduced')
  await other.close()
})

test('a change of the wiring starts the run again', async ({ workbench }) => {
  await workbench.open()
  await expect(workbench.find(TID.clock)).toHaveText(/^0:[1-5]\d/)
  await workbench.setSpeed('0.1')
  await workbench.select('mailer')
  await workbench.press('Delete')
  await expect(workbench.find(TID.clock)).toHaveText(/^0:00/)
})

test('requests move along the wires while running, and not under reduced motion', async ({ workbench, page }) => {
  const inked = () =>
    page.locator('canvas.particles').evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? []
      return pixels.some((value, at) => at % 4 === 3 && value > 0)
    })
  await workbench.open()
  await workbench.expectStatus('running')
  await expect.poll(inked).toBe(true)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expect.poll(inked).toBe(false)
})

test('a fault is added on the timeline and dragged', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.reset()
  await workbench.find(TID.addFault).click()
  await expect(workbench.find(TID.faultDialog)).toBeVisible()
  await workbench
    .find(TID.faultDialog)
    .getByRole('button', { name: /add|done|save/i })
    .click()
  const added = workbench.find(`${TID.fault}1`)
  await expect(added).toBeVisible()
  const before = await added.boundingBox()
  if (!before) throw new Error('the fault is not on the timeline')
  await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2)
  await page.mouse.down()
  await page.mouse.move(before.x + before.width / 2 + 200, before.y + before.height / 2, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await added.boundingBox())?.x).toBeGreaterThan(before.x + 150)
})

test('nothing of a finished run stays when another design takes its place', async ({ workbench }) => {
  await workbench.open()
  await workbench.setSpeed('max')
  await workbench.expectStatus('finished')
  await workbench.choose('New design')
  await workbench.expectStatus('idle')
  await expect(workbench.find(TID.clock)).toHaveText(/^0:00/)
  await workbench.showResults('report')
  await expect(workbench.find(TID.report)).toBeHidden()
})

test('opening an example can be undone', async ({ workbench }) => {
  await workbench.open()
  await workbench.openExample('retry-storm')
  await expect(workbench.find(TID.designName)).toHaveValue('Retry storm')
  await workbench.press('ControlOrMeta+z')
  await expect(workbench.find(TID.designName)).toHaveValue('Checkout')
})

test('a run is taken back to an earlier time and ends as before', async ({ workbench }) => {
  await workbench.open()
  await workbench.runToEnd()
  const digest = await workbench.digest()
  const position = workbench.find(TID.position)
  await position.fill('30000')
  await workbench.expectStatus('paused')
  expect(await workbench.clock()).toContain('0:30.000')
  await position.press('ArrowLeft')
  await expect.poll(() => workbench.clock()).toContain('0:29.500')
  await workbench.runToEnd()
  expect(await workbench.digest()).toBe(digest)
})

test('what a selected wire says covers no block, however short the wire', async ({ workbench, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await workbench.open()
  const at = (x: number, y: number) => ({ x, y })
  await workbench.importText(
    JSON.stringify({
      format: 'loadbearing/1',
      name: 'Short wires',
      blocks: [
        { id: 'users', kind: 'traffic-source', position: at(0, 0) },
        { id: 'shop', kind: 'service', position: at(210, 0) },
        { id: 'db', kind: 'database', position: at(420, 0) },
      ],
      connections: [
        { id: 'in', from: 'users', to: 'shop' },
        { id: 'out', from: 'shop', to: 'db', params: { breaker: { type: 'rolling-rate' } } },
      ],
    }),
  )
  await workbench.runToEnd()
  for (const wire of ['in', 'out']) {
    await page.locator(`.react-flow__edge[data-id="${wire}"]`).focus()
    await workbench.press('Enter')
    const label = page.locator(`[data-wire="${wire}"]`)
    await expect(label.locator('.wire-label__rate')).toHaveText(/\/s/)
    const { x, y, width, height } = (await label.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    expect(width).toBeGreaterThan(30)
    for (const id of ['users', 'shop', 'db']) {
      const block = (await workbench.block(id).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
      const isApart =
        x >= block.x + block.width || block.x >= x + width || y >= block.y + block.height || block.y >= y + height
      expect(isApart, `${wire} and ${id}`).toBe(true)
    }
  }
})
