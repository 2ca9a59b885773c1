import { test as base, expect } from '@playwright/test'
import { Workbench } from './workbench'

/** Gives each test a workbench and fails it when the browser complained about anything. */
export const test = base.extend<{ workbench: Workbench }>({
  workbench: async ({ page }, use) => {
    const workbench = new Workbench(page)
    await use(workbench)
    expect(workbench.errors).toEqual([])
  },
})

export { expect }
