import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing bars anybody in the ${colorScheme} theme`, async ({ workbench, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await workbench.open()
    await workbench.setSpeed('max')
    await workbench.expectStatus('finished')
    expect(await violations(page)).toEqual([])
    await workbench.select('orders')
    expect(await violations(page)).toEqual([])
  })
}

test('nothing bars anybody in the dialogs', async ({ workbench, page }) => {
  // Colours are judged at rest, not while a dialog fades in.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await workbench.open()
  await workbench.reset()
  const dialogs = [
    [TID.shareButton, TID.shareDialog],
    [TID.exportButton, TID.exportDialog],
    [TID.galleryButton, TID.galleryDialog],
    [TID.shortcutsButton, TID.shortcutsDialog],
    [TID.runSettingsButton, TID.runSettings],
    [TID.addFault, TID.faultDialog],
  ] as const
  for (const [button, dialog] of dialogs) {
    await workbench.find(button).click()
    await expect(workbench.find(dialog)).toBeVisible()
    expect(await violations(page), dialog).toEqual([])
    await workbench.press('Escape')
    await expect(workbench.find(dialog)).toBeHidden()
  }
})

test('a phone shows the design and the run', async ({ workbench, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await workbench.open()
  await expect(workbench.blocks().first()).toBeVisible()
  await expect(workbench.find(TID.runControls)).toBeVisible()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await workbench.reset()
  expect(await violations(page)).toEqual([])
})

for (const [width, height] of [
  [1280, 800],
  [1920, 1080],
] as const) {
  test(`nothing in the bar overlaps at ${width} pixels`, async ({ workbench, page }) => {
    await page.setViewportSize({ width, height })
    await workbench.open()
    const boxes = await workbench
      .find(TID.topBar)
      .locator('button:visible, input:visible, select:visible')
      .evaluateAll((elements) =>
        elements.map((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect()
          return { left, right, top, bottom, name: element.getAttribute('data-testid') ?? element.textContent ?? '' }
        }),
      )
    expect(boxes.length).toBeGreaterThan(5)
    const clashes = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).flatMap((b) => {
        const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1
        return apart ? [] : [`${a.name} and ${b.name}`]
      }),
    )
    expect(clashes).toEqual([])
    expect(Math.max(...boxes.map((box) => box.right))).toBeLessThanOrEqual(width)
  })
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing bars anybody from editing in the ${colorScheme} theme`, async ({ workbench, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await workbench.open()
    await workbench.reset()
    await workbench.find(`${TID.leftTab}outline`).click()
    await workbench.find(`${TID.outlineItem}orders`).click()
    expect(await violations(page), 'outline').toEqual([])
    for (const [key, dialog] of [
      ['r', TID.replaceDialog],
      ['ControlOrMeta+f', TID.findDialog],
      ['ControlOrMeta+ArrowLeft', TID.connectDialog],
    ] as const) {
      await workbench.press(key)
      await expect(workbench.find(dialog)).toBeVisible()
      expect(await violations(page), dialog).toEqual([])
      await workbench.press('Escape')
      await expect(workbench.find(dialog)).toBeHidden()
    }
    await workbench.block('mailer').click({ button: 'right' })
    await expect(page.getByRole('menu', { name: 'Selection' })).toBeVisible()
    expect(await violations(page), 'menu').toEqual([])
    await workbench.press('Escape')
    await workbench.press('ControlOrMeta+a')
    await expect(workbench.find(TID.inspectorTitle)).toHaveText(/selected/)
    expect(await violations(page), 'several').toEqual([])
  })
}
