import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'
import { Workbench } from './pages/workbench'

test('a link brings the same design and the same result to somebody else', async ({ workbench, browser }) => {
  await workbench.open()
  await workbench.reset()
  await workbench.runToEnd()
  const digest = await workbench.digest()
  const fragment = await workbench.shareFragment()
  expect(fragment.length).toBeLessThan(600)

  const context = await browser.newContext()
  const other = new Workbench(await context.newPage())
  await other.open(fragment)
  await expect(other.find(TID.designName)).toHaveValue('Checkout')
  // What promises a result runs by itself.
  await other.setSpeed('max')
  await other.expectStatus('finished')
  expect(await other.digest()).toBe(digest)
  await expect(other.find(TID.digestCheck).first()).toHaveAttribute('data-check', 'reproduced')
  expect(other.errors).toEqual([])
  await context.close()
})

test('a link does not overwrite what is in the browser', async ({ workbench }) => {
  await workbench.open()
  const fragment = await workbench.shareFragment()
  await workbench.choose('New design')
  await workbench.place('service', 0.4, 0.4)
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
  await workbench.page.goto('about:blank')
  await workbench.open(fragment)
  await expect(workbench.blocks()).toHaveCount(9)
  await workbench.page.goto('about:blank')
  await workbench.open()
  await expect(workbench.blocks()).toHaveCount(1)
})

const BAD_LINKS: [string, (fragment: string) => string, RegExp][] = [
  ['cut short', (fragment) => fragment.slice(0, 90), /cut short/],
  [
    'damaged',
    (fragment) => `${fragment.slice(0, 40)}${fragment[40] === 'A' ? 'B' : 'A'}${fragment.slice(41)}`,
    /damaged/,
  ],
  ['newer', (fragment) => fragment.replace('#v1', '#v9'), /newer version/],
  ['no link at all', () => '#hello', /not a link to a design/],
]

for (const [name, change, message] of BAD_LINKS) {
  test(`a link that is ${name} opens a working page that says so`, async ({ workbench }) => {
    await workbench.open()
    const fragment = await workbench.shareFragment()
    await workbench.page.goto('about:blank')
    await workbench.open(change(fragment))
    await expect(workbench.find(TID.banner)).toContainText(message)
    await expect(workbench.blocks()).toHaveCount(9)
    // The example that stands in for it runs by itself.
    await workbench.setSpeed('max')
    await workbench.expectStatus('finished')
  })
}

test('bad JSON is refused with the place of the mistake, and the design stays', async ({ workbench }) => {
  await workbench.open()
  await workbench.importText('{\n  "format": oops\n}')
  await expect(workbench.find(TID.importProblems)).toContainText('Line 2, column 13: There is no valid value here;')
  await workbench
    .find(TID.importText)
    .fill('{ "format": "loadbearing/1", "blocks": [{ "id": "a", "kind": "teapot" }] }')
  await workbench.find(TID.importButton).click()
  await expect(workbench.find(TID.importProblems)).toContainText('blocks[0].kind')
  await workbench.press('Escape')
  await expect(workbench.find(TID.designName)).toHaveValue('Checkout')
})

test('exported JSON comes back as the same design', async ({ workbench }) => {
  await workbench.open()
  await workbench.openExport('json')
  const text = await workbench.find(TID.jsonText).inputValue()
  await workbench.press('Escape')
  await workbench.choose('New design')
  await workbench.importText(text)
  await expect(workbench.blocks()).toHaveCount(9)
})

test('a design without places is arranged and comes into view as a whole', async ({ workbench, page }) => {
  await workbench.open()
  const tiers = Array.from({ length: 9 }, (_, i) => `tier-${i + 1}`)
  const chain = ['people', ...tiers]
  const design = {
    format: 'loadbearing/1',
    name: 'A long chain',
    blocks: [{ id: 'people', kind: 'traffic-source' }, ...tiers.map((id) => ({ id, kind: 'service' }))],
    connections: tiers.map((to, i) => ({ id: `c${i}`, from: chain[i], to })),
  }
  await workbench.importText(JSON.stringify(design))
  await expect(workbench.blocks()).toHaveCount(10)
  const canvas = await page.locator('.react-flow').boundingBox()
  const isWhole = async (): Promise<boolean> => {
    const boxes = await Promise.all((await workbench.blocks().all()).map((block) => block.boundingBox()))
    return boxes.every(
      (box) => box && canvas && box.x >= canvas.x && box.x + box.width <= canvas.x + canvas.width && box.y >= canvas.y,
    )
  }
  await expect.poll(isWhole).toBe(true)
  const lefts = await Promise.all(chain.map(async (id) => (await workbench.block(id).boundingBox())?.x ?? 0))
  expect(lefts).toEqual([...lefts].sort((a, b) => a - b))
})

test('the seed can be left out, and the view taken along', async ({ workbench, page, browser }) => {
  // Without animation the view stands still at once.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await workbench.open()
  await workbench.reset()
  await workbench.find(TID.zoomIn).click()
  await workbench.find(TID.zoomIn).click()
  const zoomOf = (one: Workbench): Promise<string> =>
    one.page
      .locator('.react-flow__viewport')
      .evaluate((element) => /scale\(([\d.]+)\)/.exec(element.style.transform)?.[1] ?? '')
  const zoomed = async (): Promise<number> => Number(await zoomOf(workbench))
  await expect.poll(zoomed).toBeGreaterThan(0.9)
  await workbench.find(TID.shareButton).click()
  const link = workbench.find(TID.shareLink)
  await expect(link).toHaveValue(/#v1\./)
  const plain = await link.inputValue()
  expect(plain).not.toContain('~')
  await workbench.find(TID.shareView).getByRole('switch').click()
  await expect(link).toHaveValue(/~-?\d+,-?\d+,\d+$/)
  const withView = await link.inputValue()
  await workbench.find(TID.shareSeed).getByRole('switch').click()
  await expect(link).not.toHaveValue(withView)
  await page.keyboard.press('Escape')

  const context = await browser.newContext()
  const other = new Workbench(await context.newPage())
  await other.open(withView.slice(withView.indexOf('#')))
  await expect.poll(async () => Math.abs(Number(await zoomOf(other)) - (await zoomed()))).toBeLessThan(0.02)
  await other.page.goto('about:blank')
  await other.open(plain.slice(plain.indexOf('#')))
  await expect(other.blocks()).toHaveCount(9)
  await expect.poll(async () => Number(await zoomOf(other))).toBeLessThanOrEqual(1)
  expect(other.errors).toEqual([])
  await context.close()
})

test('a link can be copied where the browser refuses the clipboard', async ({ workbench, page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await workbench.open()
  await workbench.find(TID.shareButton).click()
  await expect(workbench.find(TID.shareLink)).toHaveValue(/#v1\./)
  await workbench.find(TID.shareCopy).click()
  await expect(workbench.find(TID.shareCopy)).toHaveText('Copied')
})

test('a code and a snippet hold the same link', async ({ workbench }) => {
  await workbench.open()
  await workbench.find(TID.shareButton).click()
  await expect(workbench.find(TID.shareLink)).toHaveValue(/#v1\./)
  const link = await workbench.find(TID.shareLink).inputValue()
  await workbench.find(`${TID.shareTab}qr`).click()
  await expect(workbench.find(TID.shareQr)).toBeVisible()
  await workbench.find(`${TID.shareTab}embed`).click()
  await expect(workbench.find(TID.shareEmbed)).toHaveValue(new RegExp(`embed=1${link.slice(link.indexOf('#'))}`))
})

test('an embedded design can be run and not changed, and nothing of it is kept', async ({ workbench, browser }) => {
  await workbench.open()
  const fragment = await workbench.shareFragment()
  const context = await browser.newContext()
  const page = await context.newPage()
  const embedded = new Workbench(page)
  await page.goto(`/?embed=1${fragment}`)
  await expect(embedded.find(TID.embed)).toBeVisible()
  await expect(embedded.blocks()).toHaveCount(9)
  await embedded.expectStatus('idle')
  const node = page.locator('.react-flow__node').first()
  await expect(node).toBeVisible()
  const before = (await node.getAttribute('style')) ?? ''
  await node.dragTo(embedded.find(TID.canvas), { targetPosition: { x: 40, y: 40 } })
  await embedded.press('Delete')
  await expect(embedded.blocks()).toHaveCount(9)
  await expect(node).toHaveAttribute('style', before)
  await embedded.start()
  expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  await expect(embedded.find(TID.embedLink)).toHaveAttribute('href', new RegExp(`^http[^?]*${fragment}$`))
  expect(embedded.errors).toEqual([])
  await context.close()
})

test('a link may be framed by another page', async ({ workbench, page }) => {
  await workbench.open()
  const fragment = await workbench.shareFragment()
  await page.route('**/host', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<link rel=icon href=data:,><iframe src="/?embed=1${fragment}" width="900" height="480"></iframe>`,
    }),
  )
  await page.goto('/host')
  const frame = page.frameLocator('iframe')
  await expect(frame.getByTestId(TID.embed)).toBeVisible()
  await expect(frame.getByTestId(TID.runStatus)).toHaveAttribute('data-status', 'idle')
})
