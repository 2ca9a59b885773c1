import { readFileSync } from 'node:fs'
import type { Download } from '@playwright/test'
import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

async function bytesOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path())
}

test('the design is saved as a picture, as SVG that holds shapes and text alone, and as PNG', async ({
  workbench,
  page,
}) => {
  await workbench.open()
  await workbench.openExport('image')
  await expect(workbench.find(TID.exportPicture)).toBeVisible()
  const natural = await workbench.find(TID.exportPicture).evaluate((image) => (image as HTMLImageElement).naturalWidth)
  expect(natural).toBeGreaterThan(500)

  const asSvg = page.waitForEvent('download')
  await workbench.find(TID.exportSvg).click()
  const svg = await asSvg
  expect(svg.suggestedFilename()).toBe('Checkout.svg')
  const text = (await bytesOf(svg)).toString('utf8')
  // Parsed in a page of its own: ours lets nothing parse text.
  const bare = await page.context().newPage()
  const names = await bare.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml')
    return [...new Set([...parsed.querySelectorAll('*')].map((element) => element.localName))].sort()
  }, text)
  expect(names).toEqual(['desc', 'g', 'path', 'rect', 'svg', 'text', 'title', 'tspan'])

  const asPng = page.waitForEvent('download')
  await workbench.find(TID.exportPng).click()
  const png = await bytesOf(await asPng)
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(2 * natural)
})

test('every series is saved as CSV once there is a run', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.setSpeed('max')
  await workbench.expectStatus('finished')
  await workbench.openExport('data')
  const download = page.waitForEvent('download')
  await workbench.find(TID.exportCsvDownload).click()
  const lines = (await bytesOf(await download)).toString('utf8').trimEnd().split('\r\n')
  const [header = ''] = lines
  expect(header).toContain('latencyMs.p99')
  expect(header).toContain('blocks.orders-db.queueLength')
  expect(lines.length).toBeGreaterThan(100)
  for (const line of lines) expect(line.split(',')).toHaveLength(header.split(',').length)
})

test('the report holds findings, results and the link that gives them again', async ({ workbench, page }) => {
  await workbench.open()
  await workbench.setSpeed('max')
  await workbench.expectStatus('finished')
  const digest = await workbench.digest()
  await workbench.openExport('report')
  await expect(workbench.find(TID.exportReport)).toHaveValue(/## Run it again/)
  const text = await workbench.find(TID.exportReport).inputValue()
  expect(text).toContain('# Checkout')
  expect(text).toContain(digest)
  const fragment = /<http[^>]*(#v1\.[^>]+)>/.exec(text)?.[1] ?? ''
  await page.goto('about:blank')
  await workbench.open(fragment)
  await expect(workbench.find(TID.designName)).toHaveValue('Checkout')
})

const DIAGRAM = `flowchart LR
  users([Customers]) --> shop[Web shop]
  shop --> orders[(Orders database)]
  shop -. what is this .-
  style shop fill:#fff
`

test('a diagram is looked through before it is opened', async ({ workbench }) => {
  await workbench.open()
  await workbench.importText(DIAGRAM)
  await expect(workbench.find(TID.importReview)).toContainText('3 blocks')
  await expect(workbench.find(TID.importNotUnderstood)).toContainText('Line 4')
  await workbench.find(`${TID.importKind}orders`).selectOption('cache')
  await workbench.find(TID.importConfirm).click()
  await expect(workbench.blocks()).toHaveCount(3)
  await expect(workbench.block('orders')).toHaveAttribute('data-kind', 'cache')
  await workbench.find(TID.undoButton).click()
  await expect(workbench.find(TID.designName)).toHaveValue('Checkout')
})

test('a file dropped on the canvas and a pasted diagram or link are taken in', async ({ workbench, page }) => {
  await workbench.open()
  const fragment = await workbench.shareFragment()
  const drop = async (name: string, content: string): Promise<void> => {
    const data = await page.evaluateHandle(
      ([file, text]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([text], file))
        return transfer
      },
      [name, content] as const,
    )
    await workbench.find(TID.canvas).dispatchEvent('dragover', { dataTransfer: data })
    await workbench.find(TID.canvas).dispatchEvent('drop', { dataTransfer: data })
  }
  const paste = (text: string): Promise<void> =>
    page.evaluate((content) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', content)
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
    }, text)

  await drop(
    'one.json',
    '{ "format": "loadbearing/1", "name": "Dropped", "blocks": [{ "id": "a", "kind": "service" }] }',
  )
  await expect(workbench.find(TID.designName)).toHaveValue('Dropped')
  await drop('shop.mmd', DIAGRAM)
  await expect(workbench.find(TID.importReview)).toContainText('3 blocks')
  await workbench.find(TID.importConfirm).click()
  await expect(workbench.blocks()).toHaveCount(3)
  await paste(`http://example.org/${fragment}`)
  await expect(workbench.find(TID.designName)).toHaveValue('Checkout')
  await paste('flowchart LR\n  a[Service one] --> b[Service two]')
  await expect(workbench.find(TID.importReview)).toContainText('2 blocks')
})

test('a file of ten thousand blocks is refused with a message', async ({ workbench }) => {
  await workbench.open()
  const blocks = Array.from({ length: 10_000 }, (_, index) => ({ id: `b${index}`, kind: 'service' }))
  await workbench.importText(JSON.stringify({ format: 'loadbearing/1', blocks }))
  await expect(workbench.find(TID.importProblems)).toContainText('10000 entries')
  await workbench.press('Escape')
  await expect(workbench.blocks()).toHaveCount(9)
})

test('a request is drawn as a sequence diagram that Mermaid reads', async ({ workbench }) => {
  await workbench.open()
  await workbench.openExport('mermaid')
  await workbench.find(TID.mermaidSubject).selectOption('slowest request')
  const text = workbench.find(TID.mermaidText)
  await expect(text).toHaveValue(/^sequenceDiagram\n {2}accTitle: Request/, { timeout: 30_000 })
  await expect(text).toHaveValue(/ as Orders\n/)
  await workbench.find(TID.mermaidPreview).click()
  await expect(workbench.find(TID.mermaidPreview)).toHaveAttribute('data-state', 'shown')
})

test('a breaker is drawn as a state diagram that Mermaid reads', async ({ workbench }) => {
  await workbench.open()
  await workbench.openExport('mermaid')
  await workbench.find(TID.mermaidSubject).selectOption('to-db')
  await expect(workbench.find(TID.mermaidText)).toHaveValue(/^stateDiagram-v2/)
  await workbench.find(TID.mermaidPreview).click()
  await expect(workbench.find(TID.mermaidPreview)).toHaveAttribute('data-state', 'shown')
})
