import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'
import type { Workbench } from './pages/workbench'

async function preview(workbench: Workbench): Promise<void> {
  await workbench.openExport('mermaid')
  await workbench.find(TID.mermaidPreview).click()
  const frame = workbench.find(TID.mermaidPreview)
  await expect(frame).toHaveAttribute('data-state', 'shown', { timeout: 30_000 })
}

test('the exported diagram is drawn by Mermaid', async ({ workbench }) => {
  await workbench.open()
  await preview(workbench)
  await expect(workbench.find(TID.mermaidText)).toHaveValue(/^flowchart LR/)
  const drawing = workbench.page.frameLocator('iframe').locator('svg').first()
  await expect(drawing).toContainText('Orders db')
  await expect(drawing).toContainText('breaker')
})

test('labels with hostile text are drawn as text', async ({ workbench }) => {
  const labels = [
    '<img src=x onerror=alert(1)>',
    '"]; end',
    '`code` **bold**',
    'fa:fa-car #quot; %%{init}%%',
    '1. 中文 🙂',
    '99% of 5%% 7%',
  ]
  const blocks = labels.map((label, index) => ({ id: `b${index}`, kind: 'service', label }))
  const connections = blocks.slice(1).map(({ id }, index) => ({ id: `c${index}`, from: `b${index}`, to: id }))
  await workbench.open()
  await workbench.importText(JSON.stringify({ format: 'loadbearing/1', name: 'end graph', blocks, connections }))
  await expect(workbench.blocks()).toHaveCount(labels.length)
  await preview(workbench)
  const drawing = workbench.page.frameLocator('iframe').locator('svg').first()
  await expect(drawing).toContainText('＜img src=x onerror=alert(1)＞')
  await expect(drawing).toContainText('1． 中文 🙂')
  await expect(drawing).toContainText('99% of 5％％ 7%')
  await expect(drawing.locator('.node')).toHaveCount(labels.length)
  await expect(drawing.locator('img, script, i')).toHaveCount(0)
})
