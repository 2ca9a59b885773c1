import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

test('on paper stand the picture of the design and its report, in the light theme', async ({ workbench, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await workbench.open()
  await workbench.setSpeed('max')
  await workbench.expectStatus('finished')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  const sheet = workbench.find(TID.printSheet)
  await expect(sheet.getByRole('heading', { name: 'Checkout' })).toBeVisible()
  await expect(sheet.getByRole('img')).toHaveJSProperty('complete', true)
  await expect(sheet.getByRole('heading', { name: 'Requests' })).toBeVisible()
  await expect(workbench.find(TID.topBar)).toBeHidden()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: null })
  await expect(workbench.find(TID.topBar)).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
