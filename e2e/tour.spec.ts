import AxeBuilder from '@axe-core/playwright'
import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

test('a newcomer is shown the page in five steps, once', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.find(TID.tourOffer).getByRole('button', { name: 'New here? Five steps' }).click()
  const card = workbench.find(TID.tour)
  for (let step = 1; step <= 5; step++) {
    await expect(card).toContainText(`Step ${step} of 5`)
    await expect(card).toBeInViewport({ ratio: 1 })
    expect((await new AxeBuilder({ page }).include(`[data-testid="${TID.tour}"]`).analyze()).violations).toEqual([])
    await page.keyboard.press('Enter')
  }
  await expect(card).toBeHidden()
  await expect(workbench.find(TID.tourOffer)).toBeHidden()
  await page.reload()
  await expect(workbench.find(TID.canvas)).toBeVisible()
  await expect(workbench.find(TID.tourOffer)).toBeHidden()
})

test('the tour can be declined, left at any step, and taken again from the menu', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.find(TID.tourOffer).getByRole('button', { name: 'No tour' }).click()
  await expect(workbench.find(TID.tourOffer)).toBeHidden()
  await workbench.choose('Tour of the page')
  await expect(workbench.find(TID.tour).locator('[data-first]')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(workbench.find(TID.tour)).toContainText('Step 2 of 5')
  await page.keyboard.press('ArrowLeft')
  await expect(workbench.find(TID.tour)).toContainText('Step 1 of 5')
  await page.keyboard.press('Escape')
  await expect(workbench.find(TID.tour)).toBeHidden()
})

test('the tour opens what is collapsed, and fits on a phone', async ({ workbench, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await workbench.open()
  await workbench.find(TID.tourOffer).getByRole('button', { name: 'New here? Five steps' }).click()
  const card = workbench.find(TID.tour)
  for (const panel of [TID.palette, TID.inspector, null, TID.results, null]) {
    if (panel !== null) await expect(workbench.find(panel)).toBeVisible()
    await expect(card).toBeInViewport({ ratio: 1 })
    await card.locator('[data-first]').click()
  }
  await expect(card).toBeHidden()
})

test('high contrast is chosen from the menu and kept', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.choose('High contrast')
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
})
