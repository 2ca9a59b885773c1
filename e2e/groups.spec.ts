import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { TID } from '../src/app/test-ids'
import { digestInNode } from './pages/headless'
import { expect, test } from './pages/test'
import type { Workbench } from './pages/workbench'

const service = (id: string, x: number, y: number) => ({ id, kind: 'service', position: { x, y } })

/** Users, a shop and two stores, none of them in a group. */
const DESIGN = {
  format: 'loadbearing/1',
  name: 'Two zones',
  seed: 5,
  scenario: { durationMs: 8000 },
  blocks: [
    { id: 'users', kind: 'traffic-source', position: { x: 0, y: 100 } },
    service('shop', 300, 100),
    service('stock', 640, 0),
    service('prices', 640, 240),
  ],
  connections: [
    { id: 'c1', from: 'users', to: 'shop' },
    { id: 'c2', from: 'shop', to: 'stock' },
    { id: 'c3', from: 'shop', to: 'prices' },
  ],
}

async function openDesign(workbench: Workbench, parts: object = {}): Promise<void> {
  await workbench.openEmpty()
  await workbench.importText(JSON.stringify({ ...DESIGN, ...parts }))
  await expect(workbench.block('shop')).toBeVisible()
}

async function selectBlocks(workbench: Workbench, ...ids: string[]): Promise<void> {
  for (const [index, id] of ids.entries())
    await workbench.block(id).click({ position: { x: 60, y: 12 }, modifiers: index === 0 ? [] : ['ControlOrMeta'] })
}

const nodeOf = (page: Page, id: string): Locator => page.locator(`.react-flow__node[data-id="${id}"]`)
const barOf = (workbench: Workbench, id: string): Locator => workbench.find(TID.group + id).locator('.group__bar')

/** Frames for which an element has to stand still before it is taken hold of: a design that has just been opened moves into view. */
const STILL_FRAMES = 5

async function middleOf(locator: Locator): Promise<{ x: number; y: number }> {
  await expect(locator).toBeVisible()
  return locator.evaluate(
    (element, frames) =>
      new Promise<{ x: number; y: number }>((resolve) => {
        let before = ''
        let still = 0
        const look = (): void => {
          const { x, y, width, height } = element.getBoundingClientRect()
          const now = `${x} ${y} ${width} ${height}`
          still = now === before ? still + 1 : 0
          before = now
          if (still >= frames) resolve({ x: x + width / 2, y: y + height / 2 })
          else requestAnimationFrame(look)
        }
        look()
      }),
    STILL_FRAMES,
  )
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
  await page.mouse.up()
}

const groups = [
  { id: 'zone', kind: 'zone', label: 'Zone A', members: ['stock', 'prices'] },
  { id: 'home', kind: 'region', label: 'Home', members: ['users', 'shop'], params: { distancesKm: { away: 2000 } } },
  { id: 'away', kind: 'region', label: 'Away', members: ['zone'] },
]

test('blocks are grouped, named, nested, taken apart again, and all of it undone', async ({ workbench, page }) => {
  await openDesign(workbench)
  await selectBlocks(workbench, 'stock', 'prices')
  await workbench.press('ControlOrMeta+g')
  await expect(workbench.find(`${TID.group}zone`)).toBeVisible()
  await expect(nodeOf(page, 'zone')).toHaveAccessibleName('Zone, zone, 2 blocks')
  await workbench.find(TID.inspectorTitle).fill('Zone A')
  await workbench.press('Enter')
  await expect(barOf(workbench, 'zone')).toContainText('Zone A')
  await barOf(workbench, 'zone').click()
  await workbench.press('ControlOrMeta+g')
  await expect(workbench.find(`${TID.group}tier`)).toBeVisible()
  await workbench.find(TID.groupKind).selectOption('region')
  await expect(nodeOf(page, 'tier')).toHaveAccessibleName('Tier, region, 2 blocks')
  await barOf(workbench, 'zone').click()
  await workbench.press('ControlOrMeta+Shift+g')
  await expect(workbench.find(`${TID.group}zone`)).toHaveCount(0)
  await expect(workbench.blocks()).toHaveCount(4)
  for (let step = 0; step < 5; step++) await workbench.press('ControlOrMeta+z')
  await expect(workbench.page.locator('.group')).toHaveCount(0)
  await expect(workbench.blocks()).toHaveCount(4)
})

test('a container is dragged with its blocks; a block is dragged out of it and into another', async ({
  workbench,
  page,
}) => {
  await openDesign(workbench, { groups })
  const place = (): Promise<string> => nodeOf(page, 'stock').evaluate((node: HTMLElement) => node.style.transform)
  const start = await place()
  const before = await middleOf(workbench.block('stock'))
  const bar = await middleOf(barOf(workbench, 'away'))
  await drag(page, bar, { x: bar.x + 40, y: bar.y + 40 })
  const after = await middleOf(workbench.block('stock'))
  expect(after.x - before.x).toBeGreaterThan(20)
  expect(after.y - before.y).toBeGreaterThan(20)
  await expect(nodeOf(page, 'away')).toHaveAccessibleName('Away, region, 2 blocks')

  const shop = await middleOf(workbench.block('shop'))
  const prices = await middleOf(workbench.block('prices'))
  await drag(page, prices, { x: shop.x, y: shop.y + 150 })
  await expect(nodeOf(page, 'zone')).toHaveAccessibleName('Zone A, zone, 1 block')
  const users = await middleOf(workbench.block('users'))
  await drag(page, await middleOf(workbench.block('prices')), { x: (users.x + shop.x) / 2, y: shop.y })
  await expect(nodeOf(page, 'home')).toHaveAccessibleName('Home, region, 3 blocks')
  await workbench.press('ControlOrMeta+z', 'ControlOrMeta+z', 'ControlOrMeta+z')
  await expect(nodeOf(page, 'zone')).toHaveAccessibleName('Zone A, zone, 2 blocks')
  expect(await place()).toBe(start)
})

test('a collapsed group is one node with merged wires, and shows what goes in while it runs', async ({
  workbench,
  page,
}) => {
  await openDesign(workbench, { groups })
  await workbench.find(`${TID.groupToggle}away`).click()
  await expect(workbench.blocks()).toHaveCount(2)
  await expect(workbench.connections()).toHaveCount(2)
  await expect(page.locator('.wire-label__count')).toHaveText('×2')
  await workbench.runToEnd()
  await expect(workbench.find(`${TID.group}away`).locator('[data-cell="in"]')).toHaveText(/\d/)
  await workbench.find(`${TID.groupToggle}away`).click()
  await expect(workbench.blocks()).toHaveCount(4)
  await expect(workbench.connections()).toHaveCount(3)
})

test('a fault hits a whole zone, distance adds latency, and the link brings all of it to the same result', async ({
  workbench,
}) => {
  const comments = [{ id: 'comment', text: 'Far away', position: { x: 0, y: -200 }, block: 'prices' }]
  const scenario = { durationMs: 8000, faults: [{ type: 'crash', target: 'zone', atMs: 2000, forMs: 1000 }] }
  await openDesign(workbench, { groups, comments, scenario: { durationMs: 8000 } })
  await workbench.find(TID.addFault).click()
  const dialog = workbench.find(TID.faultDialog)
  await dialog.getByLabel('What fails').selectOption('zone')
  await dialog.getByLabel('How', { exact: true }).selectOption('crash')
  await dialog.getByLabel('At', { exact: true }).fill('2s')
  await dialog.getByLabel('For', { exact: true }).fill('1s')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(workbench.find(`${TID.fault}0`)).toContainText('Zone A')
  await expect(workbench.find(`${TID.fault}1`)).toHaveCount(0)
  await workbench.runToEnd()
  const digest = await workbench.digest()
  expect(digest).toContain(digestInNode({ ...DESIGN, groups, scenario }))
  const each = ['stock', 'prices'].map((target) => ({ type: 'crash', target, atMs: 2000, forMs: 1000 }))
  expect(digest).toContain(digestInNode({ ...DESIGN, groups, scenario: { durationMs: 8000, faults: each } }))

  const fragment = await workbench.shareFragment()
  await workbench.page.goto('about:blank')
  await workbench.open(fragment)
  await expect(workbench.find(`${TID.group}zone`)).toBeVisible()
  await expect(workbench.find(`${TID.comment}comment`)).toContainText('Far away')
  await workbench.runToEnd()
  expect(await workbench.digest()).toBe(digest)
})

test('groups and comments are made, found, named and removed by keys alone', async ({ workbench, page }) => {
  await openDesign(workbench)
  await workbench.focusBlock('stock')
  await workbench.press('ControlOrMeta+g')
  await expect(nodeOf(page, 'zone')).toBeFocused()
  await workbench.press('Alt+ArrowDown')
  await expect(nodeOf(page, 'stock')).toBeFocused()
  await workbench.press('Alt+ArrowUp')
  await expect(nodeOf(page, 'zone')).toBeFocused()
  await workbench.press('F2')
  await expect(workbench.find(TID.inspectorTitle)).toBeFocused()
  await workbench.press('ControlOrMeta+a')
  await page.keyboard.insertText('Rack 1')
  await workbench.press('Enter')
  await expect(nodeOf(page, 'zone')).toHaveAccessibleName('Rack 1, zone, 1 block')
  await nodeOf(page, 'zone').focus()
  await workbench.press('h')
  await expect(nodeOf(page, 'zone')).toHaveAccessibleName('Rack 1, zone, 1 block, collapsed')

  await workbench.press('o')
  const item = workbench.find(`${TID.outlineItem}zone`)
  await expect(item).toBeFocused()
  await expect(item).toHaveAttribute('aria-level', '1')
  await expect(workbench.find(`${TID.outlineItem}stock`)).toHaveAttribute('aria-level', '2')
  await workbench.press('Delete')
  await expect(item).toHaveCount(0)
  await expect(workbench.blocks()).toHaveCount(3)

  await workbench.press('Escape', 'n')
  await expect(workbench.find(TID.commentField)).toBeFocused()
  await page.keyboard.insertText('Ask the team')
  await workbench.press('Enter')
  const comment = workbench.find(`${TID.comment}comment`)
  await expect(comment).toContainText('Ask the team')
  await expect(nodeOf(page, 'comment')).toBeFocused()
  await expect(nodeOf(page, 'comment')).toHaveAccessibleName('Comment: Ask the team')
  await workbench.press('Enter')
  await expect(workbench.find(TID.commentField)).toBeFocused()
  await page.keyboard.insertText('Ask again')
  // It ends the writing and keeps what was written.
  await workbench.press('Escape')
  await expect(comment).toContainText('Ask again')
  await expect(nodeOf(page, 'comment')).toBeFocused()
  await workbench.press('Delete')
  await expect(comment).toHaveCount(0)
  await workbench.press('ControlOrMeta+z', 'ControlOrMeta+z')
  await expect(comment).toContainText('Ask the team')
})

test('comments are added from the palette, edited where they stand, and dragged', async ({ workbench, page }) => {
  await openDesign(workbench)
  await workbench.find(TID.paletteComment).click()
  await workbench.find(TID.commentField).fill('First line\nsecond line')
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } })
  const comment = workbench.find(`${TID.comment}comment`)
  await expect(comment).toContainText('second line')
  const before = await middleOf(comment)
  await drag(page, before, { x: before.x + 60, y: before.y - 60 })
  expect((await middleOf(comment)).x - before.x).toBeGreaterThan(40)
  await comment.dblclick()
  await workbench.find(TID.commentField).fill('Shorter')
  await workbench.press('Enter')
  await expect(comment).toHaveText('Shorter')
})

test('what is typed right after a new comment is asked for goes into it, and comments do not cover one another', async ({
  workbench,
  page,
}) => {
  await openDesign(workbench)
  const field = workbench.find(TID.commentField)
  await page.keyboard.press('n')
  await page.keyboard.type('Hello')
  await expect(field).toHaveValue('Hello')
  await page.keyboard.press('Enter')
  await expect(workbench.find(`${TID.comment}comment`)).toHaveText('Hello')

  await workbench.find(TID.paletteComment).click()
  await expect(field).toBeFocused()
  await page.keyboard.type('Locked')
  await page.keyboard.press('Enter')
  const second = workbench.find(`${TID.comment}comment-2`)
  await expect(second).toHaveText('Locked')
  const [first, next] = [await middleOf(workbench.find(`${TID.comment}comment`)), await middleOf(second)]
  expect(Math.hypot(next.x - first.x, next.y - first.y)).toBeGreaterThan(10)

  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('Add a comment')
  await page.keyboard.press('Enter')
  await expect(field).toBeFocused()
  await page.keyboard.type('Code')
  await page.keyboard.press('Enter')
  await expect(workbench.find(`${TID.comment}comment-3`)).toHaveText('Code')
  await expect(page.locator('dialog')).toHaveCount(0)
})

test('nothing bars anybody from groups and comments', async ({ workbench, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const comments = [{ id: 'comment', text: 'Far away', position: { x: 0, y: 300 } }]
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openDesign(workbench, { groups, comments })
    await workbench.find(`${TID.groupToggle}zone`).click()
    for (const mark of [barOf(workbench, 'home'), workbench.find(`${TID.comment}comment`)]) {
      await mark.click()
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))).toEqual([])
    }
  }
})
