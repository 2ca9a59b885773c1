/**
 * Measures how fast the simulation is, beside what is possible on the same machine at the same time. It prints and gates nothing.
 *
 * How: one process for each contender, rounds interleaved, first and best of several repetitions inside a process, medians of
 * ratios taken round by round. Speeds count time of the processor, which neighbours disturb less than the clock on the wall.
 * An arrival and a departure at each station are two events, however many events the engine needs for them.
 */
import { spawnSync } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { main as browser } from './browser'
import { hasCompiler } from './compiled'
import { deviations, type Measured, runContender } from './contender'
import { measureDecisions } from './decisions'
import { measureHold } from './hold'
import { MODELS, theoreticalMean } from './models'
import { median, table } from './print'

const USAGE = `usage: npm run bench [-- [--quick] [--only speed,hold,decisions]]
       SIMJS=path/to/sim.js npm run bench     also beside simjs, from its package
       npm run bench -- browser`

interface Extent {
  readonly rounds: number
  readonly repetitions: number
  readonly kernelCustomers: number
  readonly productCustomers: number
  readonly decisions: number
}

const FULL: Extent = {
  rounds: 5,
  repetitions: 5,
  kernelCustomers: 2_100_000,
  productCustomers: 525_000,
  decisions: 400_000,
}
const QUICK: Extent = {
  rounds: 3,
  repetitions: 3,
  kernelCustomers: 1_050_000,
  productCustomers: 210_000,
  decisions: 100_000,
}

/** Whole program; the arguments are those after the command. Returns the exit code. */
export async function main(args: string[]): Promise<number> {
  if (args[0] === 'browser') return browser(args.slice(1))
  if (args[0] === 'contender') {
    runContender(args[1] ?? '', Number(args[2]), Number(args[3]))
    return 0
  }
  const known = args.every((arg) => ['--quick', '--only'].includes(arg) || /^(speed|hold|decisions|,)+$/.test(arg))
  if (!known) {
    console.error(USAGE)
    return 2
  }
  const extent = args.includes('--quick') ? QUICK : FULL
  const parts = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '').split(',') : null
  const wants = (part: string): boolean => parts === null || parts.includes(part)
  printMachine()
  if (wants('speed')) measureSpeed(extent)
  if (wants('hold')) measureHold(extent.decisions)
  if (wants('decisions')) measureDecisions(extent.decisions, 2 * extent.rounds)
  printMachine()
  return 0
}

function printMachine(): void {
  const processors = cpus()
  const load = loadavg()[0]?.toFixed(1)
  const busy = Number(load) > processors.length / 2 ? ': busy, so speeds are low and ratios count' : ''
  console.log(`Node ${process.version}, ${processors.length} × ${processors[0]?.model.trim()}, load ${load}${busy}`)
}

/** Runs a contender in a process of its own. */
function contend(name: string, customers: number, repetitions: number): Measured {
  const script = `import(${JSON.stringify(import.meta.url)}).then((bench) => bench.main(process.argv.slice(1)))`
  const child = spawnSync(process.execPath, ['-e', script, 'contender', name, `${customers}`, `${repetitions}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.status !== 0) throw new Error(`${name} ended with ${child.status ?? child.signal}`)
  return JSON.parse(child.stdout) as Measured
}

function measureSpeed(extent: Extent): void {
  const others = [...(hasCompiler() ? ['compiled'] : []), ...(process.env['SIMJS'] ? ['simjs'] : [])]
  const names = [
    ...MODELS.flatMap(({ id }) => ['kernel', 'product', 'silent', ...others].map((kind) => `${kind}:${id}`)),
    ...['timeouts:eight', 'timeouts:tandem', 'every:tandem', 'request-path', 'checkout'],
  ]
  const results = new Map<string, Measured[]>(names.map((name) => [name, []]))
  for (let round = 0; round < extent.rounds; round++) {
    for (const name of names) {
      const isKernel = /^(kernel|compiled|request-path)/.test(name)
      const customers = isKernel ? extent.kernelCustomers : extent.productCustomers
      results.get(name)?.push(contend(name, customers, extent.repetitions))
    }
  }
  const of = (name: string): Measured[] => results.get(name) ?? []
  printModels(of)
  printPeer(of)
  printCosts(of)
  printCheckout(of('checkout'), of('request-path'))
  printMemory(of('product:one')[0], extent)
}

type Results = (name: string) => Measured[]

function printModels(of: Results): void {
  console.log(
    '\nModels with known answers. Million events a second: an arrival and a departure at each station are two.',
  )
  const rows = MODELS.flatMap((model) => {
    const nominal = 2 * model.servers.length
    return ['compiled', 'kernel', 'product', 'simjs'].flatMap((kind) => {
      const measured = of(`${kind}:${model.id}`)
      if (measured.length === 0) return []
      const speeds = measured.map((one) => (one.customers * nominal) / one.bestSeconds / 1e6)
      const last = measured.at(-1)
      const off = last ? deviations(model, last) : Number.NaN
      const isRight = Math.abs(off) <= 3 && new Set(measured.map((one) => one.digest)).size === 1
      const row = [
        `${model.title} ${kind}`,
        isRight ? median(speeds).toFixed(2) : 'withheld',
        isRight ? `${Math.min(...speeds).toFixed(2)}–${Math.max(...speeds).toFixed(2)}` : '',
        median(measured.map((one) => one.bestSeconds / one.firstSeconds)).toFixed(2),
        median(measured.map((one) => one.bestSeconds / one.wallSeconds)).toFixed(2),
        `${last?.mean?.toFixed(3)} ± ${last?.error?.toFixed(3)}`,
        theoreticalMean(model.servers).toFixed(3),
        `${off.toFixed(1)} s.e.`,
        median(measured.map((one) => one.peakMegabytes)).toFixed(0),
      ]
      return [row]
    })
  })
  table(['', 'Mev/s', 'range', 'cold', 'cpu÷wall', 'W', 'theory', 'off', 'MB'], rows)
  console.log('\nProduct to kernel, median of rounds (floor 0.25, aim 0.5)')
  const ratios = MODELS.map(({ id, title }) => {
    const each = ratiosOf(of(`product:${id}`), of(`kernel:${id}`), (one) => one.customers / one.bestSeconds)
    return [title, ...verdict(each, 0.25, 0.5)]
  })
  table(['', 'ratio', 'range', ''], ratios)
}

/** Customers in the same time, product to simjs. */
function printPeer(of: Results): void {
  const rows = MODELS.flatMap(({ id, title }) => {
    const each = ratiosOf(of(`product:${id}`), of(`simjs:${id}`), (one) => one.customers / one.bestSeconds)
    return each.length > 0 ? [[title, ...verdict(each, 3, 6)]] : []
  })
  if (rows.length === 0) return
  console.log('\nProduct to simjs, median of rounds (floor 3, aim 6)')
  table(['', 'ratio', 'range', ''], rows)
}

function printCosts(of: Results): void {
  const seconds = (one: Measured): number => one.bestSeconds / one.customers
  const titleOf = (id: string): string => MODELS.find((model) => model.id === id)?.title ?? id
  console.log('\nA timeout armed on every call, time to without (floor 1.5, aim 1.35)')
  const timeouts = ['eight', 'tandem'].map((id) => {
    const each = ratiosOf(of(`timeouts:${id}`), of(`product:${id}`), seconds)
    return [titleOf(id), ...verdict(each, 1.5, 1.35, true)]
  })
  table(['', 'ratio', 'range', ''], timeouts)
  console.log('\nStatistics on, time to off (floor 1.35, aim 1.25)')
  const statistics = MODELS.map(({ id, title }) => {
    const each = ratiosOf(of(`product:${id}`), of(`silent:${id}`), (one) => one.bestSeconds / one.events)
    return [title, ...verdict(each, 1.35, 1.25, true)]
  })
  table(['', 'ratio', 'range', ''], statistics)
  console.log('\nEngine events a second with every policy, to the bare product (floor 0.4, aim 0.6)')
  const every = ratiosOf(of('every:tandem'), of('product:tandem'), (one) => one.events / one.bestSeconds)
  table(['', 'ratio', 'range', ''], [[titleOf('tandem'), ...verdict(every, 0.4, 0.6)]])
}

function printCheckout(product: Measured[], kernel: Measured[]): void {
  console.log('\nCheckout with everything on, and a hand-written kernel with parts like its own')
  const rows = [['checkout', product] as const, ['request-path kernel', kernel] as const].map(([title, measured]) => {
    const events = measured.map((one) => one.events / one.bestSeconds / 1e6)
    const requests = measured.map((one) => one.customers / one.bestSeconds / 1e3)
    const digests = new Set(measured.map((one) => one.digest))
    return [
      title,
      median(events).toFixed(2),
      `${Math.min(...events).toFixed(2)}–${Math.max(...events).toFixed(2)}`,
      median(requests).toFixed(0),
      ((measured[0]?.events ?? 0) / (measured[0]?.customers ?? 1)).toFixed(1),
      digests.size === 1 ? [...digests].join() : 'differs between processes',
    ]
  })
  table(['', 'Mev/s', 'range', 'thousand requests/s', 'events/request', 'digest'], rows)
  console.log('\nCheckout to that kernel, per event (floor 0.4)')
  const each = ratiosOf(product, kernel, (one) => one.events / one.bestSeconds)
  table(['', 'ratio', 'range', ''], [['checkout', ...verdict(each, 0.4, 0.4)]])
}

/** Peak memory at ten times as many requests. */
function printMemory(small: Measured | undefined, extent: Extent): void {
  if (!small) return
  const once = contend('product:one', extent.productCustomers, 1)
  const large = contend('product:one', extent.productCustomers * 10, 1)
  const ratio = (large.peakMegabytes / once.peakMegabytes).toFixed(2)
  const from = `${once.peakMegabytes.toFixed(0)} MB at ${once.customers}, ${large.peakMegabytes.toFixed(0)} MB at ${large.customers} requests`
  console.log(`\nPeak memory, M/M/1: ${from}: ${ratio} (floor 1.2, aim 1.1)`)
}

function ratiosOf(above: Measured[], below: Measured[], figure: (one: Measured) => number): number[] {
  return above.flatMap((one, round) => {
    const other = below[round]
    return other ? [figure(one) / figure(other)] : []
  })
}

function verdict(ratios: number[], floor: number, aim: number, isCost = false): [string, string, string] {
  const value = median(ratios)
  const reaches = (limit: number): boolean => (isCost ? value <= limit : value >= limit)
  const words = reaches(aim) ? 'aim reached' : reaches(floor) ? 'between floor and aim' : 'misses the floor'
  return [value.toFixed(3), `${Math.min(...ratios).toFixed(3)}–${Math.max(...ratios).toFixed(3)}`, words]
}
