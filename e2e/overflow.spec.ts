import type { Page } from '@playwright/test'
import { TID } from '../src/app/test-ids'
import { BLOCKS } from '../src/blocks/registry'
import { clashesInBar, cutTexts } from './pages/cut-text'
import { expect, test } from './pages/test'
import type { Workbench } from './pages/workbench'

/** Closes what is open, and sees to it that it is. */
async function close(workbench: Workbench, id: string): Promise<void> {
  await workbench.press('Escape')
  await expect(workbench.find(id)).toBeHidden()
}

/** Opens each tab that is there and hands over to `look`. */
async function eachTab(page: Page, within: string, look: (tab: string) => Promise<void>): Promise<void> {
  const tabs = page.getByTestId(within).getByRole('tab')
  for (let index = 0; index < (await tabs.count()); index++) {
    await tabs.nth(index).click()
    await expect(tabs.nth(index)).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByTestId(within).getByRole('tabpanel')).not.toHaveText('')
    await look(`${within}, ${await tabs.nth(index).textContent()}`)
  }
}

for (const locale of ['en-US', 'zh-CN']) {
  test.describe(`in ${locale}`, () => {
    test.use({ locale })
    test.beforeEach(async ({ page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce' })
    })

    const looksAt = (page: Page) => async (what: string) => {
      expect.soft(await cutTexts(page), what).toEqual([])
    }

    test('no text of a run and its results is cut', async ({ workbench, page }) => {
      const look = looksAt(page)
      await workbench.open()
      await look('running')
      await workbench.setSpeed('max')
      await workbench.expectStatus('finished')
      expect(await clashesInBar(page, TID.topBar)).toEqual([])
      await look('finished')
      await eachTab(page, TID.results, look)
      await workbench.find(`${TID.leftTab}outline`).click()
      await expect(workbench.find(TID.outline)).toBeVisible()
      await look('outline')
    })

    test('no text of the inspector is cut', async ({ workbench, page }) => {
      test.slow()
      const look = looksAt(page)
      await workbench.open()
      await workbench.setSpeed('max')
      await workbench.expectStatus('finished')
      await look('scenario')
      await workbench.select('orders')
      await eachTab(page, TID.inspector, look)
      await page.locator('.react-flow__edge[data-id="to-db"]').focus()
      await workbench.press('Enter')
      await eachTab(page, TID.inspector, look)
      await workbench.press('ControlOrMeta+a')
      await look('several')
      await workbench.command('New design')
      await expect(workbench.blocks()).toHaveCount(0)
      for (const { id } of BLOCKS) {
        await workbench.place(id)
        await page.getByTestId(TID.inspector).getByRole('tab').first().click()
        await look(id)
      }
    })

    test('no text of a dialog is cut', async ({ workbench, page }) => {
      test.slow()
      const look = looksAt(page)
      await workbench.open()
      await workbench.setSpeed('max')
      await workbench.expectStatus('finished')
      for (const [button, dialog] of [
        [TID.shareButton, TID.shareDialog],
        [TID.exportButton, TID.exportDialog],
        [TID.libraryButton, TID.libraryDialog],
        [TID.galleryButton, TID.galleryDialog],
        [TID.shortcutsButton, TID.shortcutsDialog],
        [TID.runSettingsButton, TID.runSettings],
        [TID.addFault, TID.faultDialog],
      ] as const) {
        await workbench.find(button).click()
        await expect(workbench.find(dialog)).toBeVisible()
        await look(dialog)
        await eachTab(page, dialog, look)
        await close(workbench, dialog)
      }
      for (const [key, dialog] of [
        ['x', TID.experimentsDialog],
        ['ControlOrMeta+k', TID.commandDialog],
        ['ControlOrMeta+f', TID.findDialog],
      ] as const) {
        await workbench.press(key)
        await expect(workbench.find(dialog)).toBeVisible()
        await look(dialog)
        await eachTab(page, dialog, look)
        await close(workbench, dialog)
      }
      await workbench.select('orders')
      for (const [key, dialog] of [
        ['c', TID.connectDialog],
        ['r', TID.replaceDialog],
      ] as const) {
        await workbench.press(key)
        await expect(workbench.find(dialog)).toBeVisible()
        await look(dialog)
        await close(workbench, dialog)
      }
    })

    test('no text of the menu and of validation is cut', async ({ workbench, page }) => {
      const look = looksAt(page)
      await workbench.open()
      await workbench.reset()
      await workbench.find(TID.moreButton).click()
      await look('menu')
      await page.getByRole('menuitem', { name: /Validation|验证/ }).click()
      await expect(workbench.find(TID.validationDialog)).toBeVisible()
      await eachTab(page, TID.validationDialog, look)
    })
  })
}
