/**
 * A browser of our own, spoken to over its debugging pipe: messages are JSON, each closed by a zero byte.
 *
 * Source: Chrome DevTools Protocol, `--remote-debugging-pipe`; sessions are flat, named by `sessionId`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

interface Message {
  id?: number
  method?: string
  params?: object
  result?: object
  error?: { message: string }
}

type Waiting = (message: Message) => void

export class Browser {
  private readonly child: ChildProcess
  private readonly profile: string
  private readonly input: Writable
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0
  private pending = ''

  /** Starts Chromium without a window and draws in software. */
  constructor(program: string) {
    this.profile = mkdtempSync(join(tmpdir(), 'loadbearing-bench-'))
    const isRoot = process.getuid?.() === 0
    const args = [
      '--headless=new',
      '--disable-gpu',
      '--remote-debugging-pipe',
      '--no-first-run',
      '--disable-background-networking',
      '--window-size=1280,800',
      `--user-data-dir=${this.profile}`,
      ...(isRoot ? ['--no-sandbox'] : []),
      'about:blank',
    ]
    this.child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
    this.input = this.child.stdio[3] as Writable
    const output = this.child.stdio[4] as Readable
    output.setEncoding('utf8')
    output.on('data', (text: string) => this.read(text))
    this.child.on('exit', () => {
      for (const answer of this.waiting.values()) answer({ error: { message: 'the browser has ended' } })
    })
  }

  /** Opens a page of its own and says what to call it in {@link send}. */
  async page(): Promise<Page> {
    const { targetId } = await this.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await this.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
    return new Page(this, sessionId)
  }

  /** Sends a command and waits for its answer. Rejects with what the browser complains about. */
  send<Result extends object>(method: string, params: object = {}, sessionId?: string): Promise<Result> {
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ error, result }) => {
        if (error) reject(new Error(`${method}: ${error.message}`))
        else resolve(result as Result)
      })
      this.input.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`)
    })
  }

  async close(): Promise<void> {
    const isOver = new Promise((resolve) => this.child.once('exit', resolve))
    this.send('Browser.close').catch(() => this.child.kill())
    await isOver
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
  }

  private read(text: string): void {
    const parts = (this.pending + text).split('\0')
    this.pending = parts.pop() ?? ''
    for (const part of parts) {
      const message = JSON.parse(part) as Message
      if (message.id === undefined) continue
      this.waiting.get(message.id)?.(message)
      this.waiting.delete(message.id)
    }
  }
}

export class Page {
  private readonly browser: Browser
  private readonly sessionId: string

  constructor(browser: Browser, sessionId: string) {
    this.browser = browser
    this.sessionId = sessionId
  }

  async open(url: string): Promise<void> {
    await this.send('Page.navigate', { url })
    await this.until(`document.readyState === 'complete' && location.href !== 'about:blank'`)
  }

  /** Value of an expression in the page; a promise is waited for. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const answer = await this.send<{
      result: { value: Value }
      exceptionDetails?: { exception?: { description?: string } }
    }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? 'the page threw')
    return answer.result.value
  }

  /** Waits until an expression is true, at most half a minute. */
  async until(expression: string): Promise<void> {
    const end = Date.now() + 30_000
    while (!(await this.evaluate<boolean>(`Boolean(${expression})`).catch(() => false))) {
      if (Date.now() > end) throw new Error(`the page never came to ${expression}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** Moves, presses or lets go of the mouse; comes back when the page has dealt with it. */
  async mouse(type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', x: number, y: number): Promise<void> {
    const buttons = type === 'mouseReleased' ? 0 : 1
    const button = type === 'mouseMoved' ? 'none' : 'left'
    await this.send('Input.dispatchMouseEvent', { type, x, y, button, buttons, clickCount: 1 })
  }

  send<Result extends object>(method: string, params: object = {}): Promise<Result> {
    return this.browser.send(method, params, this.sessionId)
  }
}

/** Path of a Chromium, found or installed by the script of the project. Throws when there is none. */
export function findChromium(root: string): string {
  const found = spawnSync(process.execPath, [join(root, 'scripts', 'ensure-chromium.mjs')], {
    cwd: root,
    encoding: 'utf8',
  })
  if (found.status !== 0) throw new Error(found.stderr.trim())
  return found.stdout.trim().split('\n').at(-1) ?? ''
}
