import { TID } from '../src/app/test-ids'
import { canConnect } from '../src/blocks/block'
import { BLOCKS } from '../src/blocks/registry'
import { expect, test } from './pages/test'

/** For each kind a pair that fits, the kind being the callee where it can be. */
const PAIRS = BLOCKS.map((block) => {
  const caller = BLOCKS.find((other) => canConnect(other, block))
  const callee = BLOCKS.find((other) => canConnect(block, other))
  return { kind: block.id, from: caller ?? block, to: caller ? block : (callee ?? block) }
})

test('the palette has every kind of block', async ({ workbench }) => {
  await workbench.openEmpty()
  expect((await workbench.kinds()).sort()).toEqual(PAIRS.map(({ kind }) => kind).sort())
})

test('every kind of block can be dragged in and wired by mouse', async ({ workbench }) => {
  await workbench.openEmpty()
  for (const { from, to } of PAIRS) {
    await workbench.choose('New design')
    const first = await workbench.place(from.id, 0.25, 0.4)
    const second = await workbench.place(to.id, 0.7, 0.4)
    await workbench.wire(first, second)
  }
})

test('every kind of block can be placed and wired by keyboard alone', async ({ workbench }) => {
  await workbench.openEmpty()
  for (const { from, to } of PAIRS) {
    await workbench.choose('New design')
    const first = await workbench.placeByKeyboard(from.name)
    const second = await workbench.placeByKeyboard(to.name)
    await workbench.wireByKeyboard(first, second)
  }
})

test('ports that do not fit refuse a wire', async ({ workbench }) => {
  await workbench.openEmpty()
  const database = await workbench.place('database', 0.3, 0.4)
  await workbench.place('service', 0.7, 0.4)
  await expect(workbench.block(database).locator('.react-flow__handle.source')).toHaveCount(0)
  await workbench.focusBlock(database)
  await workbench.press('c')
  await expect(workbench.find(TID.connectDialog)).toBeVisible()
  await expect(workbench.find(TID.connectDialog).getByRole('option')).toHaveCount(0)
  await expect(workbench.find(TID.connectDialog)).toContainText('It calls no other block.')
})

test('a block that is looked for and cannot be connected is shown with the reason', async ({ workbench, page }) => {
  await workbench.openEmpty()
  const cache = await workbench.place('cache', 0.3, 0.3)
  await workbench.place('traffic-source', 0.7, 0.3)
  const dialog = workbench.find(TID.connectDialog)
  const search = async (words: string): Promise<void> => {
    await workbench.focusBlock(cache)
    await workbench.press('c')
    await expect(dialog.getByRole('combobox')).toBeFocused()
    await page.keyboard.insertText(words)
  }
  await search('traffic')
  await expect(dialog.getByRole('option')).toHaveText([/Traffic source.*A cache cannot call a traffic source\./])
  await workbench.press('Enter')
  await expect(dialog).toBeVisible()
  await expect(workbench.connections()).toHaveCount(0)
  await workbench.press('ControlOrMeta+a')
  await page.keyboard.insertText('new database')
  await workbench.press('Enter')
  await expect(workbench.connections()).toHaveCount(1)

  // It has room for one connection: that is said, and nothing new is offered.
  await search('')
  await expect(dialog).toContainText('Cache has as many connections as it can have: 1. Remove one first.')
  await expect(dialog.getByRole('option')).toHaveText([/Database/])
})

test('a wire that is there already says so, drawn, tapped or chosen', async ({ workbench, page }) => {
  await workbench.openEmpty()
  const source = await workbench.place('traffic-source', 0.25, 0.4)
  const service = await workbench.place('service', 0.7, 0.4)
  await workbench.wire(source, service)
  const toast = workbench.find(TID.toast).filter({ hasText: 'Traffic source already calls Service' })
  const portOf = (id: string, side: 'source' | 'target') => workbench.block(id).locator(`.react-flow__handle.${side}`)
  const dismissed = async (): Promise<void> => {
    await expect(toast).toBeVisible()
    await toast.getByRole('button', { name: 'Close' }).click()
    await expect(toast).toBeHidden()
    await expect(workbench.connections()).toHaveCount(1)
    await expect(page.locator('.react-flow__edge.selected')).toHaveCount(1)
  }
  await portOf(source, 'source').dragTo(portOf(service, 'target'))
  await dismissed()
  await portOf(source, 'source').click()
  await portOf(service, 'target').click()
  await dismissed()
  await portOf(source, 'source').click()
  await workbench.block(service).click()
  await dismissed()
  await workbench.focusBlock(source)
  await workbench.press('c')
  await workbench.find(TID.connectOption + service).click()
  await dismissed()

  const body = await workbench.block(service).boundingBox()
  if (!body) throw new Error('the block is not shown')
  await portOf(service, 'source').hover()
  await page.mouse.down()
  await page.mouse.move(body.x + 30, body.y + 30, { steps: 5 })
  await page.mouse.up()
  await expect(workbench.find(TID.toast)).toContainText('Service cannot call itself')
})

test('blocks chosen in the palette one after another stand apart, all of them seen', async ({ workbench }) => {
  await workbench.openEmpty()
  const kinds = ['traffic-source', 'api-gateway', 'service', 'service', 'cache', 'database']
  for (const kind of kinds) await workbench.newBlockAfter(() => workbench.find(TID.paletteItem + kind).click())
  const boxes = await workbench
    .blocks()
    .evaluateAll((elements) => elements.map((e) => e.getBoundingClientRect().toJSON()))
  const canvas = await workbench.find(TID.canvas).boundingBox()
  for (const [index, one] of boxes.entries()) {
    expect(one.top).toBeGreaterThanOrEqual(canvas?.y ?? 0)
    expect(one.bottom).toBeLessThanOrEqual((canvas?.y ?? 0) + (canvas?.height ?? 0))
    for (const other of boxes.slice(0, index))
      expect(one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top).toBe(
        true,
      )
  }
})

test('edits can be undone and redone', async ({ workbench }) => {
  await workbench.openEmpty()
  const source = await workbench.place('traffic-source', 0.25, 0.4)
  const service = await workbench.place('service', 0.7, 0.4)
  await workbench.wire(source, service)
  await workbench.select(service)
  await workbench.press('Delete')
  await expect(workbench.blocks()).toHaveCount(1)
  await expect(workbench.connections()).toHaveCount(0)
  await workbench.press('ControlOrMeta+z')
  await expect(workbench.blocks()).toHaveCount(2)
  await expect(workbench.connections()).toHaveCount(1)
  await workbench.press('ControlOrMeta+z', 'ControlOrMeta+z', 'ControlOrMeta+z')
  await expect(workbench.blocks()).toHaveCount(0)
  await workbench.press('ControlOrMeta+Shift+z', 'ControlOrMeta+Shift+z', 'ControlOrMeta+y', 'ControlOrMeta+y')
  await expect(workbench.blocks()).toHaveCount(1)
})

test('blocks can be copied, pasted, duplicated and deleted with either key', async ({ workbench, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await workbench.openEmpty()
  const service = await workbench.place('service', 0.4, 0.4)
  await workbench.select(service)
  await workbench.press('ControlOrMeta+d')
  await expect(workbench.blocks()).toHaveCount(2)
  await workbench.press('ControlOrMeta+c', 'ControlOrMeta+v')
  await expect(workbench.blocks()).toHaveCount(3)
  await workbench.press('Backspace')
  await expect(workbench.blocks()).toHaveCount(2)
  await workbench.press('ControlOrMeta+a', 'Delete')
  await expect(workbench.blocks()).toHaveCount(0)
})

test('a design survives a reload', async ({ workbench }) => {
  await workbench.openEmpty()
  await expect(workbench.find(TID.savedState)).toHaveText('New')
  await workbench.place('service', 0.4, 0.4)
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
  await workbench.open()
  await expect(workbench.blocks()).toHaveCount(1)
})

test('a value out of range is refused beside its field', async ({ workbench }) => {
  await workbench.openEmpty()
  await workbench.select(await workbench.place('service', 0.4, 0.4))
  await workbench.set('workers', '0')
  await expect(workbench.find(`${TID.field}workers`)).toContainText(/1/)
  await expect(workbench.field('workers')).toHaveAttribute('aria-invalid', 'true')
})

test('a parameter that several blocks share is set in all of them as one step', async ({ workbench }) => {
  await workbench.openEmpty()
  const first = await workbench.place('service', 0.3, 0.4)
  const second = await workbench.place('service', 0.7, 0.4)
  await workbench.select(first)
  await workbench.set('workers', '3')
  await workbench.focusBlock(first)
  await workbench.press('ControlOrMeta+a')
  await expect(workbench.find(TID.inspectorTitle)).toHaveText('2 selected')
  const workers = workbench.find(`${TID.field}workers`)
  await expect(workers.getByRole('button', { name: 'differs' })).toBeVisible()
  await workbench.set('workers', '12')
  await expect(workers.getByRole('button', { name: 'differs' })).toBeHidden()
  for (const id of [first, second]) {
    await workbench.select(id)
    await expect(workbench.field('workers')).toHaveValue('12')
  }
  await workbench.find(TID.undoButton).click()
  await expect(workbench.field('workers')).not.toHaveValue('12')
})

test('text of a design is pasted from anywhere, and a copied selection is such text', async ({
  workbench,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await workbench.openEmpty()
  await workbench.select(await workbench.place('service', 0.4, 0.4))
  await workbench.press('ControlOrMeta+c')
  const copied = () => workbench.page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain('"loadbearing/1"')
  const text = `Look at this:\n${(await copied()).replaceAll('"service"', '"cache"')}`
  await workbench.page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await workbench.press('ControlOrMeta+v')
  const pasted = workbench.page.locator('[data-kind="cache"]')
  await expect(pasted).toHaveCount(1)
  // It comes from where the other one stands, and goes beside it.
  const isBeside = async (): Promise<boolean> => {
    const [one, other] = await Promise.all([
      workbench.page.locator('[data-kind="service"]').boundingBox(),
      pasted.boundingBox(),
    ])
    return one !== null && other !== null && other.x > one.x + one.width
  }
  await expect.poll(isBeside).toBe(true)
})

test('a dragged block falls in line with another, and with Alt held leaves a copy', async ({ workbench, page }) => {
  await workbench.openEmpty()
  const still = await workbench.place('service', 0.25, 0.3)
  const moved = await workbench.place('database', 0.6, 0.6)
  await workbench.find(TID.snapButton).click()
  const boxOf = async (id: string) => (await workbench.block(id).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const goal = await boxOf(still)
  const drag = async (toY: number): Promise<void> => {
    const from = await boxOf(moved)
    const grip = { x: from.x + 40, y: from.y + 12 }
    await page.mouse.move(grip.x, grip.y)
    await page.mouse.down()
    await page.mouse.move(grip.x + 10, grip.y, { steps: 3 })
    await page.mouse.move(grip.x + 20, grip.y + toY - from.y, { steps: 6 })
    await page.mouse.up()
  }
  // The part that knows where blocks fall in line is loaded with the first drag.
  await drag(goal.y + 90)
  await drag(goal.y + 4)
  await expect.poll(async () => Math.abs((await boxOf(moved)).y - goal.y)).toBeLessThan(1)

  await page.keyboard.down('Alt')
  await drag(goal.y + 150)
  await page.keyboard.up('Alt')
  await expect(workbench.blocks()).toHaveCount(3)
  await expect.poll(async () => Math.abs((await boxOf(moved)).y - goal.y)).toBeLessThan(1)
  await expect(workbench.find(TID.undoButton)).toHaveAccessibleName('Undo: duplicate Database')
})

test('the menu of several blocks is for all of them, and a click on one leaves that alone', async ({
  workbench,
  page,
}) => {
  await workbench.open()
  const selected = page.locator('.react-flow__node.selected')
  const menu = page.getByRole('menu', { name: 'Selection' })
  await workbench.select('gateway')
  await workbench.block('gateway').click({ button: 'right' })
  await expect(menu.getByRole('menuitem', { name: /Replace/ })).toBeVisible()
  await workbench.press('Escape')
  await expect(selected).toHaveCount(1)
  await workbench.press('ControlOrMeta+a')
  await expect(selected).toHaveCount(9)
  await workbench.block('orders').click({ button: 'right' })
  await expect(menu.getByRole('menuitem', { name: /Align left/ })).toBeVisible()
  await workbench.press('Escape')
  await expect(selected).toHaveCount(9)
  await workbench.block('orders').click()
  await expect(selected).toHaveCount(1)
  await expect(selected).toHaveAttribute('data-id', 'orders')
})

test('all of a design stays in sight when there is less room, until the canvas is touched', async ({
  workbench,
  page,
}) => {
  await workbench.open()
  const mailer = workbench.block('mailer')
  const isClear = async (): Promise<boolean> => {
    const [block, map] = [await mailer.boundingBox(), await page.locator('.react-flow__minimap').boundingBox()]
    return block !== null && map !== null && block.y + block.height <= map.y
  }
  await expect.poll(isClear).toBe(true)
  await page.setViewportSize({ width: 1180, height: 660 })
  await expect.poll(isClear).toBe(true)
  await workbench.select('orders')
  const before = await workbench.block('orders').boundingBox()
  await page.setViewportSize({ width: 1180, height: 640 })
  await expect.poll(async () => (await workbench.find(TID.canvas).boundingBox())?.height).toBeLessThan(360)
  expect(await workbench.block('orders').boundingBox()).toEqual(before)
})
