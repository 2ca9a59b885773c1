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
  await other.runToEnd()
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
    await workbench.runToEnd()
  })
}

test('bad JSON is refused with the place of the mistake, and the design stays', async ({ workbench }) => {
  await workbench.open()
  await workbench.importText('{\n  "format": oops\n}')
  await expect(workbench.find(TID.importProblems)).toContainText('line 2, column 13')
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
