import { expect, type Locator, type Page } from '@playwright/test'
import { TID } from '../../src/app/test-ids'

/** What a run can be doing, as the page says it. */
export type Status = 'idle' | 'loading' | 'paused' | 'running' | 'finished' | 'failed'

/** The page as a person uses it. Everything is found through its test id. */
export class Workbench {
  readonly page: Page
  /** What the browser complained about, security policy included. */
  readonly errors: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text())
    })
    page.on('pageerror', (error) => this.errors.push(error.message))
  }

  /** Opens the page, with the fragment of a link if there is one. */
  async open(fragment = ''): Promise<void> {
    await this.page.goto(`/${fragment}`)
    await expect(this.find(TID.canvas)).toBeVisible()
    await expect(this.find(TID.runStatus)).toHaveAttribute('data-status', /^(?!loading)/)
  }

  /** Opens the page with an empty design, nothing running. */
  async openEmpty(): Promise<void> {
    await this.open()
    await this.choose('New design')
    await expect(this.blocks()).toHaveCount(0)
  }

  find(id: string): Locator {
    return this.page.getByTestId(id)
  }

  block(id: string): Locator {
    return this.find(TID.block + id)
  }

  blocks(): Locator {
    return this.page.locator(`[data-testid^="${TID.block}"]`)
  }

  connections(): Locator {
    return this.page.locator(`[data-testid^="${TID.connection}"]`)
  }

  /** Kinds of blocks in the palette, in its order. */
  async kinds(): Promise<string[]> {
    const items = this.page.locator(`[data-testid^="${TID.paletteItem}"]`)
    const ids = await items.evaluateAll((elements) =>
      elements.map((element) => element.getAttribute('data-testid') ?? ''),
    )
    return ids.map((id) => id.slice(TID.paletteItem.length))
  }

  /** Carries out an act and returns the id of the block that is there after it and was not before. */
  async newBlockAfter(act: () => Promise<void>): Promise<string> {
    const before = await this.blockIds()
    await act()
    await expect(this.blocks()).toHaveCount(before.length + 1)
    const added = (await this.blockIds()).find((id) => !before.includes(id))
    if (added === undefined) throw new Error('no block was added')
    return added
  }

  async blockIds(): Promise<string[]> {
    const ids = await this.blocks().evaluateAll((elements) => elements.map((e) => e.getAttribute('data-testid') ?? ''))
    return ids.map((id) => id.slice(TID.block.length))
  }

  /** Drags a kind from the palette to a point of the canvas, given as parts of its width and height. */
  place(kind: string, x = 0.5, y = 0.5): Promise<string> {
    return this.newBlockAfter(async () => {
      const box = await this.find(TID.canvas).boundingBox()
      if (!box) throw new Error('the canvas is not shown')
      const targetPosition = { x: box.width * x, y: box.height * y }
      await this.find(TID.paletteItem + kind).dragTo(this.find(TID.canvas), { targetPosition })
    })
  }

  /** Places a kind with keys alone: to the search field, its name, Enter. */
  placeByKeyboard(name: string): Promise<string> {
    return this.newBlockAfter(async () => {
      await this.press('/')
      await expect(this.find(TID.paletteSearch)).toBeFocused()
      await this.page.keyboard.insertText(name)
      await this.press('Enter')
      await this.press('Escape')
      await this.press('Escape')
    })
  }

  /** Drags from the out-port of one block to the in-port of another. */
  async wire(from: string, to: string): Promise<void> {
    const start = this.block(from).locator('.react-flow__handle.source')
    const end = this.block(to).locator('.react-flow__handle.target')
    const [a, b] = [await start.boundingBox(), await end.boundingBox()]
    if (!a || !b) throw new Error(`no ports between ${from} and ${to}`)
    const count = await this.connections().count()
    await this.page.mouse.move(a.x + a.width / 2, a.y + a.height / 2)
    await this.page.mouse.down()
    await this.page.mouse.move(b.x - 30, b.y + b.height / 2, { steps: 6 })
    await this.page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 3 })
    await this.page.mouse.up()
    await expect(this.connections()).toHaveCount(count + 1)
  }

  /** Wires with keys alone, from the block that has the focus. */
  async wireByKeyboard(from: string, to: string): Promise<void> {
    const count = await this.connections().count()
    await this.focusBlock(from)
    await this.press('c')
    const dialog = this.find(TID.connectDialog)
    await expect(dialog.getByRole('combobox')).toBeFocused()
    await this.page.keyboard.insertText(to.replaceAll('-', ' '))
    await expect(this.find(TID.connectOption + to)).toHaveAttribute('aria-selected', 'true')
    await this.press('Enter')
    await expect(this.connections()).toHaveCount(count + 1)
  }

  /** Gives a block the focus and selects it, by keys. */
  async focusBlock(id: string): Promise<void> {
    const node = this.page.locator(`.react-flow__node[data-id="${id}"]`)
    await node.focus()
    await this.press('Enter')
    await expect(node).toHaveClass(/\bselected\b/)
    await expect(this.page.locator('.react-flow__node.selected')).toHaveCount(1)
  }

  async select(id: string): Promise<void> {
    await this.block(id).click()
    await expect(this.find(TID.inspectorTitle)).toBeVisible()
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Sets a field of the selected block or connection. */
  async set(path: string, value: string): Promise<void> {
    const input = this.field(path)
    await input.fill(value)
    await input.press('Enter')
  }

  field(path: string): Locator {
    return this.find(TID.field + path)
      .locator('input, select, textarea')
      .first()
  }

  /** Chooses an action by its name from the list of commands. */
  async choose(command: string): Promise<void> {
    await this.press('ControlOrMeta+k')
    const dialog = this.find(TID.commandDialog)
    await expect(dialog.getByRole('combobox')).toBeFocused()
    await this.page.keyboard.insertText(command)
    await expect(dialog.getByRole('option', { selected: true })).toContainText(command)
    await this.press('Enter')
    await expect(this.find(TID.commandDialog)).toBeHidden()
  }

  /** Chooses the first action that some words find, in whatever language. */
  async command(words: string): Promise<void> {
    await this.press('ControlOrMeta+k')
    const dialog = this.find(TID.commandDialog)
    await expect(dialog.getByRole('combobox')).toBeFocused()
    await this.page.keyboard.insertText(words)
    await expect(dialog.getByRole('option', { selected: true })).toBeVisible()
    await this.press('Enter')
    await expect(dialog).toBeHidden()
  }

  async expectStatus(status: Status): Promise<void> {
    await expect(this.find(TID.runStatus)).toHaveAttribute('data-status', status, { timeout: 40_000 })
  }

  async setSpeed(speed: string): Promise<void> {
    await this.find(TID.speedSelect).selectOption(speed)
  }

  /** Lets the run go on if it does not already. */
  async start(): Promise<void> {
    await this.pressRun()
    await this.expectStatus('running')
  }

  /** Runs to the end as fast as it goes, from wherever the run stands. */
  async runToEnd(): Promise<void> {
    await this.setSpeed('max')
    await this.pressRun()
    await this.expectStatus('finished')
  }

  /** Presses Run unless it says Pause: in one task of the page, since that changes as soon as a run goes on or ends. */
  private async pressRun(): Promise<void> {
    await expect(this.find(TID.runButton).or(this.find(TID.pauseButton))).toBeVisible()
    await this.page.evaluate(
      (testId) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.click(),
      TID.runButton,
    )
  }

  async pause(): Promise<void> {
    await this.expectStatus('running')
    await this.find(TID.pauseButton).click()
    await this.expectStatus('paused')
  }

  /** Brings the run back to its beginning. */
  async reset(): Promise<void> {
    await this.find(TID.resetButton).click()
    await this.expectStatus('idle')
    await expect(this.find(TID.clock)).toHaveText(/^0:00\.?0*$/)
  }

  /** Simulated time as the clock shows it. */
  async clock(): Promise<string> {
    return (await this.find(TID.clock).textContent()) ?? ''
  }

  async showResults(tab: string): Promise<void> {
    await this.find(TID.resultsTab + tab).click()
  }

  /** Digest of the report of the run. */
  async digest(): Promise<string> {
    await this.showResults('report')
    return (await this.find(TID.digest).textContent())?.trim() ?? ''
  }

  /** Link to the design as the share dialog gives it, its fragment alone. */
  async shareFragment(): Promise<string> {
    await this.find(TID.shareButton).click()
    const field = this.find(TID.shareLink)
    await expect(field).toHaveValue(/#v1\./)
    const value = await field.inputValue()
    await this.press('Escape')
    await expect(this.find(TID.shareDialog)).toBeHidden()
    return value.slice(value.indexOf('#'))
  }

  /** Opens one tab of the export dialog. */
  async openExport(tab: 'mermaid' | 'image' | 'report' | 'data' | 'json' | 'import'): Promise<void> {
    await this.find(TID.exportButton).click()
    await this.find(`${TID.exportDialog}-${tab}`).click()
  }

  async openExample(id: string): Promise<void> {
    await this.find(TID.galleryButton).click()
    await this.find(TID.example + id).click()
    await expect(this.find(TID.galleryDialog)).toBeHidden()
  }

  /** Takes in a design as text. */
  async importText(text: string): Promise<void> {
    await this.openExport('import')
    await this.find(TID.importText).fill(text)
    await this.find(TID.importButton).click()
  }
}
