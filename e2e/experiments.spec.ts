import { TID } from '../src/app/test-ids'
import { expect, test } from './pages/test'
import type { Workbench } from './pages/workbench'

/** Opens the experiments from the list of commands and goes to one of them. */
async function openExperiments(workbench: Workbench, tab: string): Promise<void> {
  await workbench.choose('Experiments')
  await expect(workbench.find(TID.experimentsDialog)).toBeVisible()
  await workbench.find(TID.experimentTab + tab).click()
}

/** Runs the experiment that is shown, to its end. */
async function run(workbench: Workbench): Promise<void> {
  await workbench.find(TID.experimentRun).click()
  await expect(workbench.find(TID.experimentRun)).toBeVisible({ timeout: 30_000 })
}

async function fill(workbench: Workbench, id: string, text: string): Promise<void> {
  await workbench.find(id).fill(text)
  await workbench.find(id).press('Enter')
}

/** The first visit's design, made short. */
async function openShort(workbench: Workbench): Promise<void> {
  await workbench.open()
  await workbench.set('durationMs', '20')
}

test('replications give figures with intervals, in the dialog and in the report', async ({ workbench }) => {
  await openShort(workbench)
  await openExperiments(workbench, 'replications')
  await fill(workbench, TID.experimentReplications, '3')
  await run(workbench)
  const dialog = workbench.find(TID.experimentsDialog)
  await expect(dialog.getByRole('row', { name: /^latency p99 / })).toContainText('±')
  await expect(dialog.getByRole('status')).toHaveText('The experiment is done.')
  await workbench.press('Escape')
  await workbench.runToEnd()
  await workbench.find(`${TID.resultsTab}report`).click()
  await expect(workbench.find(TID.reportReplicated)).toContainText(/3 replications.*±/)
})

test('an experiment shows how far it is, and another can follow when it is cancelled', async ({ workbench }) => {
  await openShort(workbench)
  await openExperiments(workbench, 'replications')
  await fill(workbench, TID.experimentReplications, '200')
  await workbench.find(TID.experimentRun).click()
  const progress = workbench.find(TID.experimentProgress)
  await expect(progress).toHaveAttribute('max', '200')
  await expect(progress).not.toHaveAttribute('value', '0')
  // Each of the two takes the place of the other, the keyboard with it.
  await expect(workbench.find(TID.experimentCancel)).toBeFocused()
  await workbench.press('Enter')
  await expect(workbench.find(TID.experimentRun)).toBeFocused()

  await workbench.find(`${TID.experimentTab}comparison`).click()
  await fill(workbench, `${TID.experimentField}comparison-value`, '1')
  await fill(workbench, TID.experimentReplications, '3')
  await run(workbench)
  await expect(workbench.find(TID.experimentVerdict)).toContainText(
    /B's p50 is \d+ times that of A, 95 % interval \d+ to \d+\./,
  )
})

test('sweeps draw curves and a heat map, and the capacity search ends in a sentence', async ({ workbench }) => {
  await openShort(workbench)
  await openExperiments(workbench, 'load')
  const dialog = workbench.find(TID.experimentsDialog)
  await fill(workbench, TID.experimentReplications, '1')
  await run(workbench)
  await expect(dialog.getByRole('figure', { name: 'Latency', exact: true })).toBeVisible()
  await expect(dialog.getByText(/The knee (is at|lies outside)/)).toBeVisible()
  await dialog.getByText('As a table').click()
  await expect(dialog.getByRole('row')).toHaveCount(13)

  await workbench.find(`${TID.experimentTab}sweep`).click()
  await workbench.find(`${TID.experimentField}sweep-grid`).click()
  await fill(workbench, TID.experimentReplications, '1')
  await run(workbench)
  const grid = dialog.getByRole('table', { name: /^Latency p99 by/ })
  // Six values by four, and two rows of headings.
  await expect(grid.getByRole('row')).toHaveCount(8)
  await expect(grid.getByRole('cell').filter({ hasText: /\d.*s$/ })).toHaveCount(24)

  await workbench.find(`${TID.experimentTab}capacity`).click()
  await fill(workbench, `${TID.experimentField}capacity-from`, '50')
  await fill(workbench, `${TID.experimentField}capacity-to`, '60')
  await fill(workbench, `${TID.experimentField}capacity-within`, '10')
  await fill(workbench, TID.experimentReplications, '1')
  await run(workbench)
  await expect(workbench.find(TID.experimentVerdict)).toHaveText(/^It (recovers|does not recover|is not healthy)/)
})
