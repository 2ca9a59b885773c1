import AxeBuilder from '@axe-core/playwright'
import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

test.describe('a browser that prefers Chinese', () => {
  test.use({ locale: 'zh-CN' })

  test('has the page in Chinese, with what React Flow says', async ({ workbench, page }) => {
    await workbench.open()
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(workbench.find(TID.shareButton)).toHaveText('分享')
    await expect(workbench.find(`${TID.paletteItem}cache`)).toHaveText('缓存')
    // What a person has named is not touched.
    await expect(workbench.block('orders')).toContainText('Orders')
    const node = page.locator('.react-flow__node[data-id="orders"]')
    await expect(node).toHaveAccessibleName('Orders, 服务')
    await expect(node).toHaveAttribute('aria-roledescription', '组件')
    await expect(page.locator('[id^="react-flow__node-desc"]')).toHaveText(/Delete 删除/)
    await expect(page.locator('[id^="react-flow__edge-desc"]')).toHaveText(/Delete 删除/)
    await expect(page.locator('.react-flow__minimap')).toContainText('设计缩略图')
    await workbench.select('orders')
    await expect(workbench.find(TID.inspector)).toContainText('服务时间')
  })

  test('bars nobody', async ({ workbench, page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await workbench.open()
    await workbench.setSpeed('max')
    await workbench.expectStatus('finished')
    const violations = async (): Promise<string[]> => {
      const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
      return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
    }
    expect(await violations()).toEqual([])
    await workbench.find(`${TID.resultsTab}report`).click()
    await workbench.select('orders')
    expect(await violations()).toEqual([])
    await workbench.press('x')
    await expect(workbench.find(TID.experimentsDialog)).toBeVisible()
    expect(await violations()).toEqual([])
  })

  test('gives blocks that are placed a Chinese name', async ({ workbench }) => {
    await workbench.open()
    const id = await workbench.placeByKeyboard('队列')
    await expect(workbench.block(id)).toContainText('消息队列')
    await expect(workbench.find(TID.inspectorTitle)).toHaveValue('消息队列')
  })
})

test('another language is chosen in the menu, kept, and taken back', async ({ workbench, page }) => {
  await workbench.open()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await workbench.reset()
  await workbench.block('orders').click()
  await workbench.press('Delete')
  await expect(workbench.find(TID.undoButton)).toHaveAccessibleName('Undo: delete Orders')
  await workbench.find(TID.moreButton).click()
  await page.getByRole('menuitemradio', { name: '简体中文' }).click()
  await expect(workbench.find(TID.runButton)).toHaveText('运行')
  await expect(workbench.find(TID.moreButton)).toBeFocused()
  // What was done before is told in the new language, too.
  await expect(workbench.find(TID.undoButton)).toHaveAccessibleName('撤销：删除 Orders')
  await expect(workbench.find(TID.savedState)).toHaveText('已保存')
  await page.reload()
  await expect(workbench.find(TID.runButton).or(workbench.find(TID.pauseButton))).toHaveText(/运行|暂停/)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await workbench.command('english')
  await expect(workbench.find(TID.shareButton)).toHaveText('Share')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('a run goes on while the language changes', async ({ workbench }) => {
  await workbench.open()
  await workbench.setSpeed('1')
  await workbench.start()
  await workbench.command('简体')
  await expect(workbench.find(TID.pauseButton)).toHaveText('暂停')
  await workbench.expectStatus('running')
})
