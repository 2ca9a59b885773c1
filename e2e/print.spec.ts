import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

test('on paper stand the picture of the design and its report, in the light theme', async ({ workbench, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await workbench.open()
  await workbench.setSpeed('max')
  await workbench.expectStatus('finished')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const sheet = workbench.find(TID.printSheet)
  // It is fetched when the page has nothing better to do.
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    await expect(sheet).toBeAttached({ timeout: 500 })
  }).toPass()
  await page.emulateMedia({ media: 'print' })
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

test('what is needed on paper leaves the first seconds to the simulation', async ({ workbench, page }) => {
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(request.url()))
  await workbench.open()
  await workbench.expectStatus('running')
  expect(fetched.filter((url) => url.includes('PrintSheet'))).toEqual([])
  await expect.poll(() => fetched.filter((url) => /PrintSheet-.*\.js/.test(url)).length).toBe(1)
})
