import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'
import type { Workbench } from './pages/workbench'

type Violations = { violations: string[] }

/** Collects what the security policy forbids, from the first moment on. */
async function watchPolicy(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      violations.push(`${effectiveDirective} ${blockedURI} ${sourceFile}`)
    })
  })
  return () => page.evaluate(() => (window as unknown as Violations).violations)
}

/** Goes through what the export dialog has. */
async function seeExports(workbench: Workbench, page: Page): Promise<void> {
  await workbench.openExport('mermaid')
  await workbench.find(TID.mermaidPreview).click()
  await expect(workbench.find(TID.mermaidPreview)).toHaveAttribute('data-state', 'shown')
  await workbench.press('Escape')
  await workbench.openExport('image')
  const download = page.waitForEvent('download')
  await workbench.find(TID.exportPng).click()
  await download
  await workbench.press('Escape')
  for (const tab of ['report', 'data', 'json'] as const) {
    await workbench.openExport(tab)
    await workbench.press('Escape')
  }
  await workbench.importText('flowchart LR\n a([Users]) --> b[Shop]')
  await workbench.find(TID.importConfirm).click()
}

test('a whole session breaks no rule of the security policy', async ({ workbench, page }) => {
  const violations = await watchPolicy(page)
  await workbench.open()
  await workbench.setSpeed('max')
  await workbench.expectStatus('finished')
  await workbench.select('orders')
  await workbench.find(TID.shareButton).click()
  await workbench.find(`${TID.shareTab}qr`).click()
  await expect(workbench.find(TID.shareQr)).toBeVisible()
  await workbench.press('Escape')
  await seeExports(workbench, page)
  await workbench.find(TID.libraryButton).click()
  await expect(workbench.find(TID.libraryDialog).locator('img').first()).toBeVisible()
  await workbench.press('Escape')
  await workbench.openExample('retry-storm')
  await workbench.choose('Dark theme')
  expect(await violations()).toEqual([])
})

test('the policy is in force: script and markup that are slipped in do nothing', async ({ workbench, page }) => {
  const violations = await watchPolicy(page)
  await workbench.open()
  const blocked = await page.evaluate(() => {
    const script = document.createElement('script')
    let failures = 0
    try {
      script.text = 'window.slipped = true'
      document.body.append(script)
    } catch {
      failures++
    }
    try {
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.slipped = true">')
    } catch {
      failures++
    }
    return { failures, slipped: 'slipped' in window }
  })
  expect(blocked).toEqual({ failures: 2, slipped: false })
  expect((await violations()).length).toBeGreaterThan(0)
  workbench.errors.length = 0
})

const HOSTILE = `"><img src=x onerror="window.slipped=1"><script>window.slipped=1</script>`

test('names that are markup are shown as they are, everywhere', async ({ workbench, page }) => {
  await workbench.open()
  const design = {
    format: 'loadbearing/1',
    name: HOSTILE,
    blocks: [
      { id: 'a', kind: 'traffic-source', label: HOSTILE.slice(0, 78) },
      { id: 'b', kind: 'service', label: HOSTILE.slice(0, 78) },
    ],
    connections: [{ id: 'c', from: 'a', to: 'b', params: { timeoutMs: 100 } }],
  }
  await workbench.importText(JSON.stringify(design))
  await expect(workbench.find(TID.designName)).toHaveValue(HOSTILE)
  await expect(workbench.block('b')).toContainText('<img src=x')
  await workbench.select('b')
  await seeExports(workbench, page)
  await workbench.find(TID.libraryButton).click()
  await expect(workbench.find(TID.libraryDialog).locator('h3', { hasText: '<script>' })).toBeVisible()
  await workbench.press('Escape')
  const fragment = await workbench.shareFragment()
  await page.goto('about:blank')
  await workbench.open(fragment)
  expect(await page.evaluate(() => 'slipped' in window)).toBe(false)
})

test('a clock that is put back a year loses nothing', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.choose('New design')
  await workbench.place('service', 0.4, 0.4)
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
  await page.evaluate(() => {
    const { now } = Date
    Date.now = () => now() - 31_536_000_000
  })
  await workbench.place('cache', 0.7, 0.6)
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
  await page.goto('about:blank')
  await workbench.open()
  await expect(workbench.blocks()).toHaveCount(2)
})

test('five hundred blocks open, and each change of them is saved', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.reset()
  const blocks = Array.from({ length: 500 }, (_, index) => ({
    id: `b${index}`,
    kind: 'service',
    position: { x: (index % 25) * 240, y: Math.floor(index / 25) * 140 },
  }))
  const connections = Array.from({ length: 475 }, (_, index) => ({
    id: `c${index}`,
    from: `b${index}`,
    to: `b${index + 25}`,
  }))
  await workbench.importText(JSON.stringify({ format: 'loadbearing/1', name: 'Large', blocks, connections }))
  await expect(workbench.find(TID.designName)).toHaveValue('Large')
  await expect(workbench.block('b0')).toBeAttached()
  await workbench.find(TID.designName).fill('Large and changed')
  await workbench.press('Enter')
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
  await page.goto('about:blank')
  await workbench.open()
  await expect(workbench.find(TID.designName)).toHaveValue('Large and changed')
})

async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing bars anybody from the library, sharing and export in the ${colorScheme} theme`, async ({
    workbench,
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await workbench.open()
    await workbench.find(TID.designName).fill('Mine')
    await workbench.press('Enter')
    await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
    await workbench.find(TID.libraryButton).click()
    await expect(workbench.find(TID.libraryDialog).locator('img').first()).toBeVisible()
    expect(await barriers(page), 'library').toEqual([])
    await workbench
      .find(TID.libraryDialog)
      .getByRole('button', { name: /Commands/ })
      .click()
    await workbench.find(`${TID.libraryItem}history`).click()
    await expect(workbench.find(TID.libraryRestore)).toBeVisible()
    expect(await barriers(page), 'revisions').toEqual([])
    await workbench.press('Escape')
    await workbench.find(TID.shareButton).click()
    for (const tab of ['qr', 'embed']) {
      await workbench.find(TID.shareTab + tab).click()
      await expect(workbench.find(tab === 'qr' ? TID.shareQr : TID.shareEmbed)).toBeVisible()
      expect(await barriers(page), tab).toEqual([])
    }
    await workbench.press('Escape')
    for (const [tab, id] of [
      ['image', TID.exportPicture],
      ['report', TID.exportReport],
    ] as const) {
      await workbench.openExport(tab)
      await expect(workbench.find(id)).toBeVisible()
      expect(await barriers(page), tab).toEqual([])
      await workbench.press('Escape')
    }
    await workbench.importText('flowchart LR\n a([Users]) --> b[Shop]\n b -- ???')
    await expect(workbench.find(TID.importReview)).toBeVisible()
    expect(await barriers(page), 'review').toEqual([])
    await page.goto('/?embed=1')
    await expect(workbench.find(TID.embed)).toBeVisible()
    expect(await barriers(page), 'embedded').toEqual([])
  })
}
