import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { TID } from '../src/app/test-ids'
import { cutTexts } from './pages/cut-text'
import { expect, test } from './pages/test'

/** Opens the page at a place in it. */
async function open(page: Page, hash = ''): Promise<void> {
  await page.goto(`/reference.html${hash}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** The figure whose drawing compares members: the first one, which stands above the members. */
function firstFigure(page: Page): Locator {
  return page.locator(`[data-testid^="${TID.figure}"]`).first()
}

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

test('the way from a family to an algorithm, and its address', async ({ workbench, page }) => {
  await open(page)
  const [, passed, cases] =
    /([\d,]+) of ([\d,]+)/.exec((await workbench.find(TID.referenceTotals).textContent()) ?? '') ?? []
  expect(passed).toBe(cases)
  expect(Number(passed?.replaceAll(',', ''))).toBeGreaterThan(1000)

  await page.getByRole('main').getByRole('link', { name: 'Rate limiting' }).click()
  await expect(page).toHaveURL(/#rate-limiting$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Rate limiting' })).toBeFocused()
  await page.getByRole('table').first().getByRole('link', { name: 'GCRA' }).click()
  await expect(page).toHaveURL(/#rate-limiting\/gcra$/)
  await expect(page.getByRole('heading', { name: 'GCRA' })).toBeInViewport()

  const address = page.url()
  await page.goto('about:blank')
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'GCRA' })).toBeInViewport()
  await expect(page).toHaveTitle(/GCRA/)
  await expect(page.getByRole('navigation').locator('[aria-current="page"]')).toHaveText('GCRA')
})

test('what is said of an algorithm', async ({ workbench, page }) => {
  await open(page, '#rate-limiting/gcra')
  const section = workbench.find(`${TID.member}gcra`)
  await expect(section.locator('.formula')).toContainText('TAT′')
  await expect(section.getByRole('row', { name: /Emission interval/ })).toContainText('10')
  await expect(section.getByRole('link', { name: /throttled/ })).toHaveAttribute('href', /^https:/)
  await expect(section.getByText(/\d+ of \d+ pass/)).toBeVisible()
})

test('search by keyboard', async ({ workbench, page }) => {
  await open(page)
  await page.keyboard.press('/')
  await expect(workbench.find(TID.referenceSearch)).toBeFocused()
  await page.keyboard.type('token in a single number')
  await expect(workbench.find(TID.referenceFound).getByRole('link')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#rate-limiting\/gcra$/)
  await expect(page.getByRole('heading', { name: 'GCRA' })).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('no such thing at all')
  await expect(page.getByText('Nothing is called that')).toBeVisible()
})

test('a figure follows what is set', async ({ page }) => {
  await open(page, '#rate-limiting')
  const figure = firstFigure(page)
  const summary = figure.locator('.timeline__summary').nth(1)
  await expect(summary).toContainText('refused')
  const before = await summary.textContent()
  await figure.getByLabel('Allowed').fill('40')
  await expect(summary).not.toHaveText(before ?? '')
  await expect(summary).toContainText(' 0 refused')
})

test('an algorithm by itself runs with parameters of its own', async ({ workbench, page }) => {
  await open(page, '#rate-limiting/gcra')
  const section = workbench.find(`${TID.member}gcra`)
  const summary = section.locator('.timeline__summary').nth(1)
  await expect(summary).toContainText('refused')
  await expect(summary).not.toContainText(' 0 refused')
  await section.getByLabel('Burst').fill('1000')
  await section.getByLabel('Burst').press('Enter')
  await expect(summary).toContainText(' 0 refused')
})

test('from an algorithm to a design that uses it', async ({ workbench, page }) => {
  await open(page, '#rate-limiting/gcra')
  await workbench.find(`${TID.member}gcra`).getByRole('link', { name: 'API gateway' }).click()
  await expect(workbench.find(TID.canvas)).toBeVisible()
  await expect(page.getByText('could not be opened')).toHaveCount(0)
  const gateway = workbench.blocks().filter({ hasText: 'Gateway' }).first()
  await gateway.click()
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    workbench.find(TID.referenceLink).filter({ hasText: 'GCRA' }).click(),
  ])
  await expect(opened.getByRole('heading', { name: 'GCRA' })).toBeInViewport()
})

for (const [colorScheme, family] of [
  ['light', 'queueing'],
  ['dark', 'identity'],
] as const) {
  test(`nothing bars anybody from the algorithms in the ${colorScheme} theme`, async ({ workbench, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open(page)
    expect(await violations(page)).toEqual([])
    await open(page, `#${family}`)
    await expect(firstFigure(page).locator('.chart svg').first()).toBeVisible()
    expect(await violations(page)).toEqual([])
    expect(workbench.errors).toEqual([])
  })
}

test('every family fits a phone and draws its figures', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page)
  const families = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(families.length).toBeGreaterThanOrEqual(18)
  for (const hash of families) {
    await open(page, hash)
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Algorithms')
    await expect(firstFigure(page).locator('.chart').first(), hash).toBeVisible()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, hash).toBeLessThanOrEqual(0)
  }
})

test('the page in Chinese, and back', async ({ workbench, page }) => {
  await open(page, '#rate-limiting')
  await workbench.find(TID.referenceLanguage).click()
  await expect(page.getByRole('heading', { level: 1, name: '限流 (Rate limiting)' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(
    firstFigure(page)
      .getByText(/通过 \d+，拒绝 \d+/)
      .first(),
  ).toBeVisible()
  expect(await violations(page)).toEqual([])
  expect(await cutTexts(page)).toEqual([])

  for (const query of ['令牌桶', 'token bucket']) {
    await workbench.find(TID.referenceSearch).fill(query)
    await expect(workbench.find(TID.referenceFound).getByText('令牌桶 (Token bucket)')).toBeVisible()
  }

  await page.setViewportSize({ width: 390, height: 800 })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: '限流 (Rate limiting)' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(await cutTexts(page)).toEqual([])

  await workbench.find(TID.referenceLanguage).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Rate limiting', exact: true })).toBeVisible()
})
