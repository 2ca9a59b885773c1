/**
 * Measures the built page in a real Chromium that draws in software: frames and long tasks while a large design runs and a block
 * or the canvas is dragged, and the speed of the worker beside Node in the same minutes. It prints and gates nothing.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import checkout from '../design/examples/checkout.json'
import { encodeLink } from '../design/link'
import { parseDesign } from '../design/schema'
import type { Report } from '../simulation/report'
import { Run } from '../simulation/run'
import { ENGINE_VERSION } from '../simulation/version'
import { Browser, findChromium, type Page } from './cdp'
import { designFor } from './models'
import { median, table } from './print'

/** Copies of Checkout in the large design: 108 blocks. */
const COPIES = 12
const MOVES = 150
const ROUNDS = 5
/** Simulated time of Checkout in the worker and in Node. */
const CHECKOUT_MS = 600_000

/** Whole program. Returns the exit code. */
export async function main(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.error('usage: npm run bench -- browser')
    return 2
  }
  const root = process.env['LOADBEARING_ROOT'] ?? process.cwd()
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const folder = mkdtempSync(join(root, 'node_modules', '.cache', 'bench-page-'))
  let server: ChildProcess | undefined
  let browser: Browser | undefined
  try {
    const built = spawnSync(
      process.execPath,
      [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
      {
        cwd: root,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    )
    if (built.status !== 0) throw new Error('the page could not be built')
    const port = await freePort()
    const preview = ['preview', '--outDir', folder, '--host', '127.0.0.1', '--port', String(port), '--strictPort']
    server = spawn(process.execPath, [vite, ...preview], { cwd: root, stdio: 'ignore' })
    const address = `http://127.0.0.1:${port}/`
    await answers(address)
    browser = new Browser(findChromium(root))
    const { product } = await browser.send<{ product: string }>('Browser.getVersion')
    console.log(`${product}, drawn in software`)
    await measureWorker(await browser.page(), address, folder)
    await measureFrames(await browser.page(), address)
    return 0
  } finally {
    await browser?.close()
    server?.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Checkout from start to end in the worker as the page has it, by its own messages, and in Node, in turn. */
async function measureWorker(page: Page, address: string, folder: string): Promise<void> {
  const design = designFor(checkout, CHECKOUT_MS)
  const script = readdirSync(join(folder, 'assets')).find((name) => /^simulation\.worker.*\.js$/.test(name))
  await page.open(`${address}assets/${script}`)
  await page.evaluate(`{
    const worker = new Worker(location.href, { type: 'module' })
    window.simulate = (design) => new Promise((resolve, reject) => {
      worker.onerror = () => reject(new Error('the worker has failed'))
      const started = performance.now()
      worker.onmessage = ({ data }) => {
        if (data.id !== 'bench') return
        resolve({ seconds: (performance.now() - started) / 1000, report: data.value })
      }
      worker.postMessage({ id: 'bench', type: 'APPLY', path: ['simulate'], argumentList: [{ type: 'RAW', value: design }] })
    })
    undefined
  }`)
  const speeds: { worker: number; node: number }[] = []
  const digests = new Set<string>()
  for (let round = 0; round <= ROUNDS; round++) {
    const inWorker = await page.evaluate<{ seconds: number; report: Report }>(`simulate(${JSON.stringify(design)})`)
    const started = performance.now()
    const run = new Run(design)
    run.finish()
    const report = run.report(0)
    const seconds = (performance.now() - started) / 1000
    for (const { digest } of [inWorker.report, report]) digests.add(digest)
    // The first round is the warm-up of both.
    if (round > 0) {
      speeds.push({ worker: report.events / inWorker.seconds / 1e6, node: report.events / seconds / 1e6 })
    }
  }
  console.log(
    '\nCheckout, million engine events a second by the clock on the wall (worker to Node: floor 0.7, aim 0.8)',
  )
  const ratios = speeds.map(({ worker, node }) => worker / node)
  table(
    ['', 'worker', 'Node', 'ratio', 'range', 'digest'],
    [
      [
        'checkout',
        median(speeds.map(({ worker }) => worker)).toFixed(2),
        median(speeds.map(({ node }) => node)).toFixed(2),
        median(ratios).toFixed(2),
        `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
        digests.size === 1 ? 'the same' : 'differs',
      ],
    ],
  )
}

/** What was seen while something was done: times between frames and long tasks, in ms. */
interface Seen {
  readonly frames: readonly number[]
  readonly tasks: readonly number[]
}

const OBSERVE = `{
  window.seen = { frames: [], tasks: [] }
  let last = 0
  const frame = (now) => {
    if (last > 0) seen.frames.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.tasks.push(entry.duration)
  }).observe({ type: 'longtask' })
  undefined
}`

async function measureFrames(page: Page, address: string): Promise<void> {
  const { design, errors } = parseDesign(copied(COPIES))
  if (errors.length > 0) throw new Error(errors.map(({ path, message }) => `${path}: ${message}`).join('\n'))
  const fragment = await encodeLink(design, { engineVersion: ENGINE_VERSION, digest: null })
  await page.send('Emulation.setDeviceMetricsOverride', {
    width: 1280,
    height: 800,
    deviceScaleFactor: 1,
    mobile: false,
  })
  await page.open(address + fragment)
  await page.until(`document.querySelectorAll('[data-testid^="block-"]').length >= ${design.blocks.length}`)
  await pause(1500)
  await page.evaluate(OBSERVE)
  const rows: string[][] = []
  for (const speed of ['stopped', '1', 'max']) {
    if (speed !== 'stopped') await setSpeed(page, speed)
    await pause(1500)
    const label = speed === 'max' ? 'flat out' : speed === 'stopped' ? speed : `${speed}×`
    rows.push(rowOf(`${label}, still`, await during(page, () => pause(2500))))
    rows.push(rowOf(`${label}, dragging a block`, await during(page, () => drag(page, BLOCK))))
    rows.push(rowOf(`${label}, panning`, await during(page, () => drag(page, EMPTY_PLACE))))
  }
  console.log(
    `\nPage with ${design.blocks.length} blocks, whole design in view (goal: 50 frames a second, no task over 50 ms)`,
  )
  table(['', 'frames/s', 'p95 ms', 'worst ms', 'long tasks', 'longest ms'], rows)
}

/** Copies of Checkout side by side: every id gets the number of its copy. */
function copied(copies: number): unknown {
  const ids = new Set([...checkout.blocks, ...checkout.connections].map(({ id }) => id))
  const parts = Array.from({ length: copies }, (_, copy) => {
    const text = JSON.stringify(checkout, (_key, value: unknown) => {
      return typeof value === 'string' && ids.has(value) ? `${value}-${copy + 1}` : value
    })
    return JSON.parse(text) as typeof checkout
  })
  return {
    ...checkout,
    name: `${copies} checkouts`,
    scenario: {
      ...checkout.scenario,
      durationMs: 86_400_000,
      faults: parts.flatMap(({ scenario }) => scenario.faults),
    },
    blocks: parts.flatMap(({ blocks }) => blocks),
    connections: parts.flatMap(({ connections }) => connections),
    objectives: [],
  }
}

async function setSpeed(page: Page, speed: string): Promise<void> {
  await page.evaluate(`{
    const select = document.querySelector('[data-testid="speed"]')
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(select, '${speed}')
    select.dispatchEvent(new Event('change', { bubbles: true }))
    undefined
  }`)
  const isRunning = `document.querySelector('[data-testid="pause"]') !== null`
  for (let attempt = 0; attempt < 20 && !(await page.evaluate<boolean>(isRunning)); attempt++) {
    await page.evaluate(`document.querySelector('[data-testid="run"]')?.click()`)
    await pause(1000)
  }
  await page.until(isRunning)
}

async function during(page: Page, action: () => Promise<void>): Promise<Seen> {
  await page.evaluate('{ seen.frames.length = 0; seen.tasks.length = 0; undefined }')
  await action()
  return page.evaluate<Seen>('({ frames: [...seen.frames], tasks: [...seen.tasks] })')
}

/** Middle of a block near the middle of the canvas. */
const BLOCK = `(() => {
  const canvas = document.querySelector('[data-testid="canvas"]').getBoundingClientRect()
  const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 }
  const places = [...document.querySelectorAll('[data-testid^="block-"]')].map((block) => {
    const { x, y, width, height } = block.getBoundingClientRect()
    return { x: x + width / 2, y: y + height / 2 }
  })
  const far = ({ x, y }) => Math.hypot(x - middle.x, y - middle.y)
  return places.sort((a, b) => far(a) - far(b))[0]
})()`

/** A place on the canvas with nothing on it. */
const EMPTY_PLACE = `(() => {
  const { x, y, width, height } = document.querySelector('[data-testid="canvas"]').getBoundingClientRect()
  for (let i = 1; i < 40; i++) for (let j = 10; j < 30; j++) {
    const place = { x: x + (width * i) / 40, y: y + (height * j) / 40 }
    if (document.elementFromPoint(place.x, place.y)?.classList.contains('react-flow__pane')) return place
  }
  throw new Error('no empty place on the canvas')
})()`

/** Drags from a place in circles, one move for each frame of a 60 Hz screen. */
async function drag(page: Page, place: string): Promise<void> {
  const { x, y } = await page.evaluate<{ x: number; y: number }>(place)
  await page.mouse('mouseMoved', x, y)
  await page.mouse('mousePressed', x, y)
  for (let move = 1; move <= MOVES; move++) {
    const next = performance.now() + 1000 / 60
    const angle = (move / MOVES) * 4 * Math.PI
    await page.mouse('mouseMoved', x + 60 * Math.sin(angle), y + 40 * (1 - Math.cos(angle)))
    await pause(Math.max(0, next - performance.now()))
  }
  await page.mouse('mouseReleased', x, y)
}

function rowOf(what: string, { frames, tasks }: Seen): string[] {
  const sorted = [...frames].sort((a, b) => a - b)
  const total = frames.reduce((sum, frame) => sum + frame, 0)
  return [
    what,
    ((frames.length * 1000) / total).toFixed(0),
    (sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN).toFixed(0),
    (sorted.at(-1) ?? Number.NaN).toFixed(0),
    String(tasks.length),
    tasks.length === 0 ? '' : Math.max(...tasks).toFixed(0),
  ]
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function answers(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const isThere = await fetch(address).then(
      (response) => response.ok,
      () => false,
    )
    if (isThere) return
    await pause(100)
  }
  throw new Error('the page is not served')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
