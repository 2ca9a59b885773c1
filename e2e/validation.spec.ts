import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'
import type { Workbench } from './pages/workbench'

async function openValidation(workbench: Workbench): Promise<void> {
  await workbench.open()
  await workbench.choose('Validation and lessons')
  await expect(workbench.find(`${TID.validationItem}layers`)).toBeVisible()
}

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

test('a published result is run, judged and opened as a design', async ({ workbench }) => {
  await openValidation(workbench)
  const item = workbench.find(`${TID.validationItem}layers`)
  await expect(item.getByRole('row', { name: /calls at the bottom/ })).toContainText('not run')
  await workbench.find(`${TID.validationRun}layers`).click()
  await expect(item.getByRole('row', { name: /calls at the bottom/ })).toContainText(/64×.*64 ± 0.*pass/)
  await expect(workbench.find(TID.validationTally)).toHaveText('1 of 1 hold.')
  await expect(workbench.find(`${TID.validationRun}layers`)).toBeFocused()
  await workbench.find(`${TID.validationOpen}layers-0`).click()
  await expect(workbench.find(TID.validationDialog)).toBeHidden()
  await expect(workbench.block('bottom')).toBeVisible()
  await expect(workbench.blocks()).toHaveCount(5)
})

test('all are run one after another until that is cancelled, and what was found stays', async ({ workbench }) => {
  await openValidation(workbench)
  await workbench.find(TID.validationRunAll).click()
  const first = workbench.find(`${TID.validationItem}mm1`)
  await expect(first.getByText('pass', { exact: true })).toHaveCount(3, { timeout: 40_000 })
  await expect(workbench.find(TID.validationProgress)).toHaveAttribute('max', /^\d\d$/)
  await workbench.find(TID.validationCancel).click()
  await expect(workbench.find(TID.validationRunAll)).toBeEnabled()
  await expect(first.getByText('pass', { exact: true })).toHaveCount(3)
})

test('the claim of a lesson is computed, and its variants open from the gallery', async ({ workbench }) => {
  await workbench.open()
  await workbench.find(TID.galleryButton).click()
  await workbench.find(TID.galleryCheck).click()
  const lesson = workbench.find(`${TID.validationItem}s07`)
  await workbench.find(`${TID.validationRun}s07`).click()
  await expect(lesson).toContainText(/holds.*the token bucket lets 1\d\d through and the fixed window 200;/)
  await workbench.press('Escape')
  await workbench.find(TID.galleryButton).click()
  await workbench.find(`${TID.example}s07-2`).click()
  await expect(workbench.find(TID.designName)).toHaveValue('Rush, fixed window')
})

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`nothing bars anybody in the ${colorScheme} theme at ${width} px`, async ({ workbench, page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 844 })
    await openValidation(workbench)
    await workbench.find(`${TID.validationRun}layers`).click()
    await expect(workbench.find(TID.validationTally)).toBeVisible()
    expect(await violations(page)).toEqual([])
    await workbench.find(`${TID.validationTab}lessons`).click()
    await workbench.find(`${TID.validationRun}s07`).click()
    await expect(workbench.find(TID.validationTally)).toBeVisible()
    expect(await violations(page)).toEqual([])
  })
}
