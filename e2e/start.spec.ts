import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'

test('Run pressed before the simulation is loaded starts it', async ({ workbench, page }) => {
  await workbench.openEmpty()
  await workbench.place('service', 0.4, 0.4)
  await expect(workbench.find(TID.savedState)).toHaveAttribute('data-state', 'saved')
  await page.addInitScript((testId) => {
    const observer = new MutationObserver(() => {
      const button = document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)
      if (!button) return
      observer.disconnect()
      button.click()
    })
    observer.observe(document, { childList: true, subtree: true })
  }, TID.runButton)
  await workbench.open()
  await expect(workbench.find(TID.runStatus)).toHaveAttribute('data-status', /running|finished/)
})

test('Run pressed right after a drag starts the simulation', async ({ workbench, page }) => {
  await workbench.openEmpty()
  const service = await workbench.place('service', 0.4, 0.4)
  const before = await workbench.block(service).boundingBox()
  // All in one task, as on a page that is too busy to get to its timers.
  await page.evaluate(
    ([block, run]) => {
      const target = document.querySelector<HTMLElement>(`[data-testid="${block}"]`)
      const { x = 0, y = 0 } = target?.getBoundingClientRect() ?? {}
      const fire = (on: EventTarget | null, type: string, by: number): void => {
        on?.dispatchEvent(
          new MouseEvent(type, {
            bubbles: true,
            cancelable: true,
            view: window,
            clientX: x + 20 + by,
            clientY: y + 20,
          }),
        )
      }
      fire(target, 'mousedown', 0)
      for (let by = 10; by <= 80; by += 10) fire(window, 'mousemove', by)
      fire(window, 'mouseup', 80)
      document.querySelector<HTMLElement>(`[data-testid="${run}"]`)?.click()
    },
    [TID.block + service, TID.runButton] as const,
  )
  await expect(workbench.find(TID.runStatus)).toHaveAttribute('data-status', /running|finished/)
  const after = await workbench.block(service).boundingBox()
  expect(after?.x).toBeGreaterThan((before?.x ?? 0) + 20)
})
