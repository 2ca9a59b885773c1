import type { Page } from '@playwright/test'
import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'
import type { Workbench } from './pages/workbench'

/** Any use of the pointer fails the test. */
async function withoutPointer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const type of ['pointerdown', 'mousedown', 'touchstart'])
      window.addEventListener(type, () => reportError(new Error(`there was a ${type}`)), true)
  })
}

/** Adds a block connected with the selected one, on a side, by the name of its kind. */
async function addBeside(workbench: Workbench, side: string, kind: string): Promise<string> {
  return workbench.newBlockAfter(async () => {
    await workbench.press(`ControlOrMeta+Arrow${side}`)
    await expect(workbench.find(TID.connectDialog).getByRole('combobox')).toBeFocused()
    await workbench.page.keyboard.insertText(kind)
    await workbench.press('Enter')
    await expect(workbench.find(TID.connectDialog)).toBeHidden()
  })
}

test('a design of three blocks is built, wired, set up and run by keyboard alone', async ({ workbench, page }) => {
  await withoutPointer(page)
  await workbench.openEmpty()
  const service = await workbench.placeByKeyboard('Service')
  // From the search the keyboard comes to what was placed.
  await expect(page.locator('.react-flow__node:focus')).toHaveAttribute('data-id', service)
  const source = await addBeside(workbench, 'Left', 'traffic')
  await expect(page.locator('.react-flow__node:focus')).toHaveAttribute('data-id', source)
  await workbench.press('Alt+ArrowRight')
  await expect(page.locator('.react-flow__node:focus')).toHaveAttribute('data-id', service)
  const database = await addBeside(workbench, 'Right', 'database')
  await expect(workbench.connections()).toHaveCount(2)

  // Rename the database, from the canvas and back.
  await expect(page.locator('.react-flow__node:focus')).toHaveAttribute('data-id', database)
  await workbench.press('F2')
  await expect(workbench.find(TID.inspectorTitle)).toBeFocused()
  await workbench.press('ControlOrMeta+a')
  await page.keyboard.insertText('Stock')
  await workbench.press('Enter')
  await expect(workbench.block(database)).toContainText('Stock')
  await expect(workbench.find(TID.undoButton)).toHaveAccessibleName('Undo: rename Database')

  // To the connection that leaves the service, and a policy of it.
  await workbench.focusBlock(service)
  await workbench.press(']')
  await expect(page.locator('.react-flow__edge.selected')).toHaveCount(1)
  await workbench.press('e')
  const timeout = workbench.find(`${TID.field}timeoutMs`)
  await expect(timeout).toBeVisible()
  await expect(workbench.find(TID.inspector).locator(':focus')).toHaveCount(1)
  const input = timeout.locator('input')
  while (!(await input.evaluate((element) => element === document.activeElement))) await workbench.press('Tab')
  await workbench.press('ControlOrMeta+a')
  await page.keyboard.insertText('1.5s')
  await workbench.press('Enter')
  await expect(input).toHaveValue('1500')

  await workbench.press('Shift+Enter')
  await workbench.expectStatus('running')
  await workbench.press('Shift+Enter')
  await workbench.expectStatus('paused')
})

test('the outline selects, renames, connects and deletes', async ({ workbench, page }) => {
  await withoutPointer(page)
  await workbench.openEmpty()
  const source = await workbench.placeByKeyboard('Traffic')
  const service = await workbench.placeByKeyboard('Service')
  await workbench.choose('Outline of the design')
  const row = (id: string) => workbench.find(TID.outlineItem + id)
  await expect(workbench.find(TID.outline).locator(':focus')).toHaveCount(1)
  await workbench.press('Home')
  await expect(row(source)).toBeFocused()
  await workbench.press('F2')
  await workbench.press('ControlOrMeta+a')
  await page.keyboard.insertText('Shoppers')
  await workbench.press('Enter')
  await expect(workbench.block(source)).toContainText('Shoppers')
  await expect(row(source)).toBeFocused()
  await workbench.press('c')
  await expect(workbench.find(TID.connectDialog).getByRole('combobox')).toBeFocused()
  await workbench.press('Enter')
  await expect(workbench.connections()).toHaveCount(1)
  const tree = workbench.find(TID.outline).getByRole('treeitem')
  await expect(tree).toHaveText([/Shoppers/, /Service/, /Service/])
  await row(service).focus()
  await workbench.press('End', 'Delete')
  await expect(tree).toHaveCount(1)
  await expect(row(source)).toBeFocused()
})

test('the keyboard comes back to where it was from dialogs, menus, names, and commands that end themselves', async ({
  workbench,
  page,
}) => {
  await workbench.open()
  await workbench.reset()
  // What had been pressed can do nothing now; its neighbour goes on.
  await expect(workbench.find(TID.runButton)).toBeFocused()
  const gateway = page.locator('.react-flow__node[data-id="gateway"]')
  await workbench.focusBlock('gateway')
  for (const key of ['x', 'g', '?', 'ControlOrMeta+k', 'c', 'ControlOrMeta+Shift+s']) {
    await workbench.press(key)
    await expect(page.locator('dialog[open] :focus'), key).toHaveCount(1)
    await workbench.press('Escape')
    await expect(gateway, key).toBeFocused()
  }
  // A button that gets it back does not tell what it does, as one does that has been gone to.
  await workbench.find(TID.shareButton).focus()
  await workbench.press('Shift+Tab', 'Tab')
  await expect(page.locator('.tooltip')).toBeVisible()
  await workbench.press('Enter')
  await expect(workbench.find(TID.shareDialog)).toBeVisible()
  await workbench.press('Escape')
  await expect(workbench.find(TID.shareButton)).toBeFocused()
  await expect(page.locator('.tooltip')).toBeHidden()
  await gateway.focus()
  await workbench.press('Shift+F10')
  await expect(page.getByRole('menu', { name: 'Selection' })).toBeVisible()
  await workbench.press('Escape')
  await expect(gateway).toBeFocused()

  await workbench.press('F2')
  await expect(workbench.find(TID.inspectorTitle)).toBeFocused()
  // The old name is selected, so that typing replaces it.
  await page.keyboard.insertText('Door')
  await workbench.press('Enter')
  await expect(workbench.block('gateway').locator('[data-name]')).toHaveText('Door')
  await expect(gateway).toBeFocused()
  await workbench.press('F2')
  await expect(workbench.find(TID.inspectorTitle)).toBeFocused()
  await page.keyboard.insertText('Window')
  await workbench.press('Escape')
  await expect(gateway).toBeFocused()
  await expect(workbench.block('gateway').locator('[data-name]')).toHaveText('Door')

  // To what was put there, to a neighbour of what went, to what was in a group.
  const focused = page.locator('.react-flow__node:focus')
  await workbench.press('ControlOrMeta+d')
  await expect(focused).toHaveAttribute('data-id', 'gateway-2')
  await workbench.press('ControlOrMeta+x')
  await expect(focused).not.toHaveAttribute('data-id', 'gateway-2')
  await expect(workbench.find(TID.announcer)).toContainText('Cut Door')
  await workbench.focusBlock('mailer')
  await workbench.press('ControlOrMeta+g')
  await expect(focused).toHaveAttribute('data-id', 'zone')
  await workbench.press('ControlOrMeta+Shift+g')
  await expect(focused).toHaveAttribute('data-id', 'mailer')

  await workbench.find(TID.undoButton).focus()
  while (await workbench.find(TID.undoButton).isEnabled()) await workbench.press('Enter')
  await expect(workbench.find(TID.undoButton)).toBeFocused()

  await workbench.find(`${TID.fault}0`).focus()
  await workbench.press('Delete')
  await expect(workbench.find(TID.addFault)).toBeFocused()
  await expect(workbench.find(TID.announcer)).toContainText('Removed: Orders db: slow 10×')
})

test('what is done is said, a second apart', async ({ workbench }) => {
  await workbench.openEmpty()
  const service = await workbench.placeByKeyboard('Service')
  const said = workbench.find(TID.announcer)
  await expect(said).toContainText('Placed service')
  await workbench.focusBlock(service)
  await workbench.press('Delete')
  await expect(said).toContainText('Deleted Service')
  await workbench.press('ControlOrMeta+z')
  await expect(said).toContainText('Undone: Delete Service')
})

test('blocks are found, lined up, tidied and replaced, each as one step', async ({ workbench }) => {
  await workbench.openEmpty()
  const source = await workbench.place('traffic-source', 0.6, 0.2)
  const service = await workbench.place('service', 0.3, 0.6)
  await workbench.wireByKeyboard(source, service)
  const placeOf = async (id: string): Promise<{ x: number; y: number }> => {
    const { x, y } = (await workbench.block(id).boundingBox()) ?? { x: Number.NaN, y: Number.NaN }
    return { x: Math.round(x), y: Math.round(y) }
  }
  const before = await placeOf(source)
  await workbench.focusBlock(source)
  await workbench.press('ControlOrMeta+a')
  await workbench.choose('Align tops')
  await expect(workbench.find(TID.undoButton)).toHaveAccessibleName('Undo: align tops')
  await expect.poll(async () => (await placeOf(source)).y - (await placeOf(service)).y).toBe(0)
  await workbench.press('ControlOrMeta+z')
  await expect.poll(() => placeOf(source)).toEqual(before)
  await workbench.press('t')
  await expect.poll(async () => (await placeOf(service)).x - (await placeOf(source)).x).toBeGreaterThan(150)

  await workbench.press('Escape')
  await workbench.press('ControlOrMeta+f')
  const found = workbench.find(TID.findDialog)
  await expect(found.getByRole('combobox')).toBeFocused()
  await workbench.page.keyboard.insertText('serv')
  await workbench.press('Enter')
  await expect(workbench.page.locator('.react-flow__node:focus')).toHaveAttribute('data-id', service)
  await workbench.press('r')
  await workbench.find(`${TID.replaceDialog}-api-gateway`).click()
  await expect(workbench.block(service)).toHaveAttribute('data-kind', 'api-gateway')
  await expect(workbench.connections()).toHaveCount(1)
})
