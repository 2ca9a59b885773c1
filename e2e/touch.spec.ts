import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('a design is built on a phone by tapping: blocks, a wire from port to port, names, undo', async ({
  workbench,
  page,
}) => {
  await workbench.openEmpty()
  const tapIn = (kind: string): Promise<string> =>
    workbench.newBlockAfter(async () => {
      await page.getByRole('button', { name: 'Blocks', exact: true }).tap()
      await workbench.find(TID.paletteItem + kind).tap()
      await expect(workbench.find(TID.palette)).toBeHidden()
    })
  const source = await tapIn('traffic-source')
  const service = await tapIn('service')
  await workbench.find(TID.zoomFit).tap()
  await workbench.block(source).locator('.react-flow__handle.source').tap()
  await expect(workbench.block(service)).toHaveClass(/block--invites/)
  await workbench.block(service).locator('.react-flow__handle.target').tap()
  await expect(workbench.connections()).toHaveCount(1)
  await expect(workbench.find(TID.toast)).toHaveCount(0)

  const bar = workbench.find(TID.selectionBar)
  await bar.getByRole('button', { name: /^Undo/ }).tap()
  await expect(workbench.connections()).toHaveCount(0)
  // From a port to the body of a block will do as well.
  await workbench.block(source).locator('.react-flow__handle.source').tap()
  await workbench.block(service).tap()
  await expect(workbench.connections()).toHaveCount(1)

  // Two taps on the same block would be a double one.
  await page.locator('.react-flow__pane').tap({ position: { x: 30, y: 60 } })
  await workbench.block(service).tap()
  await bar.getByRole('button', { name: 'Rename' }).tap()
  await expect(workbench.find(TID.inspectorTitle)).toBeFocused()
  await page.keyboard.insertText('Orders')
  await page.keyboard.press('Enter')
  await expect(workbench.block(service)).toContainText('Orders')
  await page.getByRole('button', { name: 'Inspect', exact: true }).tap()
  await expect(workbench.find(TID.inspector)).toBeHidden()
  await bar.getByRole('button', { name: 'Delete' }).tap()
  await expect(workbench.blocks()).toHaveCount(1)
})

test('two fingers zoom and one moves the canvas', async ({ workbench, page }) => {
  await workbench.openEmpty()
  await page.getByRole('button', { name: 'Blocks', exact: true }).tap()
  await workbench.find(`${TID.paletteItem}service`).tap()
  const touch = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: touchPoints.map((point, id) => ({ ...point, id })) })
  const block = workbench.blocks().first()
  const before = (await block.boundingBox()) ?? { x: 0, width: 0 }
  await send('touchStart', { x: 100, y: 650 })
  await send('touchMove', { x: 130, y: 660 })
  await send('touchMove', { x: 160, y: 670 })
  await send('touchEnd')
  await expect.poll(async () => (await block.boundingBox())?.x).toBeGreaterThan(before.x + 20)
  await send('touchStart', { x: 120, y: 650 }, { x: 200, y: 650 })
  for (const by of [20, 40, 60, 80]) await send('touchMove', { x: 120 - by, y: 650 }, { x: 200 + by, y: 650 })
  await send('touchEnd')
  await expect.poll(async () => (await block.boundingBox())?.width).toBeGreaterThan(before.width * 1.5)
})

test('all of a tall design is shown above the bar of the selection', async ({ workbench, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await workbench.openEmpty()
  const blocks = Array.from({ length: 7 }, (_, index) => ({
    id: `s${index}`,
    kind: 'service',
    position: { x: 0, y: index * 160 },
  }))
  const text = JSON.stringify({ format: 'loadbearing/1', name: 'Tower', blocks, connections: [] })
  await page.evaluate((words) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', words)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
  await expect(workbench.block('s6')).toBeVisible()
  await workbench.find(TID.zoomFit).tap()
  const edge = async (): Promise<number> => {
    const lowest = await workbench.block('s6').boundingBox()
    const bar = await workbench.find(TID.selectionBar).boundingBox()
    return (bar?.y ?? 0) - ((lowest?.y ?? 0) + (lowest?.height ?? 0))
  }
  await expect.poll(edge).toBeGreaterThanOrEqual(4)
  expect((await workbench.block('s0').boundingBox())?.y).toBeGreaterThan(0)
})

test('importing is among the commands, with its tab in view; what it says leaves the bars below free', async ({
  workbench,
  page,
}) => {
  await workbench.open()
  await workbench.choose('Import')
  const tab = workbench.find(`${TID.exportDialog}-import`)
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await expect(tab).toBeInViewport({ ratio: 1 })
  const blocks = [{ id: 'shop', kind: 'service', position: { x: 0, y: 0 } }]
  await workbench
    .find(TID.importText)
    .fill(JSON.stringify({ format: 'loadbearing/1', name: 'Shop', blocks, connections: [] }))
  await workbench.find(TID.importButton).tap()
  const toast = workbench.find(TID.toast).filter({ hasText: 'Opened Shop' })
  await expect(toast).toBeVisible()
  await page.getByRole('button', { name: 'Results', exact: true }).tap()
  await expect(workbench.find(TID.results)).toBeVisible()
})

test('a new design begins at full size, whatever was seen before', async ({ workbench, page }) => {
  await workbench.open()
  const zoom = page.getByRole('button', { name: /^Zoom \d+/ })
  await expect(zoom).not.toHaveText(/^100/)
  await workbench.choose('New design')
  await expect(zoom).toHaveText(/^100/)
})

test('the tour speaks of fingers where there are no keys', async ({ workbench }) => {
  await workbench.open()
  await workbench.find(TID.tourOffer).getByRole('button', { name: 'New here? Five steps' }).tap()
  await expect(workbench.find(TID.tour)).toContainText('tap a port of the first')
  await expect(workbench.find(TID.tour)).not.toContainText('keyboard')
})

test('the menu opens and closes panels, says which is open, and speaks of no keys', async ({ workbench, page }) => {
  await workbench.open()
  const results = page.getByRole('menuitemcheckbox', { name: 'Results' })
  const open = (): Promise<void> => workbench.find(TID.moreButton).tap()
  await open()
  await expect(results).not.toBeChecked()
  await expect(page.getByRole('menu').locator('kbd').first()).toBeHidden()
  await results.tap()
  await expect(workbench.find(TID.timeline)).toBeVisible()
  await open()
  await expect(results).toBeChecked()
  await results.tap()
  await expect(workbench.find(TID.timeline)).toBeHidden()
})
