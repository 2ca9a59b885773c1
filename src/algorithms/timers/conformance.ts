/** Runs the recorded answers of Netty's and Kafka's timers against the members that name them. */
import { CaseCheck, type CaseResult, type ConformanceAdapter, type VectorFile } from '../conformance'
import { HashedWheelTimers } from './hashed-wheel'
import { HierarchicalWheelTimers } from './hierarchical-wheel'

interface NettyCase {
  readonly id?: string
  readonly config: { readonly tickMs: number; readonly wheelSize: number }
  /** Delay → index of the tick at which it fired. */
  readonly expect: { readonly [delayMs: string]: number }
}

interface KafkaCase {
  readonly id: string
  readonly config: { readonly tickMs: number; readonly wheelSize: number; readonly startMs: number }
  readonly steps: readonly {
    readonly t: number
    readonly op: string
    readonly args: readonly [string, number]
    readonly expect: { readonly fired: readonly [string, number][]; readonly pending: number }
  }[]
}

function casesOf<C>(file: VectorFile): readonly C[] {
  return (file['cases'] ?? []) as readonly C[]
}

function unread(id: string, message: string): CaseResult {
  return { id, status: 'unread', message }
}

function runNetty(testCase: NettyCase, index: number): CaseResult {
  const id = testCase.id ?? `case ${index}`
  const { config, expect } = testCase
  if (typeof config?.tickMs !== 'number' || typeof config.wheelSize !== 'number' || typeof expect !== 'object') {
    return unread(id, 'config needs tickMs and wheelSize, and expect the ticks')
  }
  const check = new CaseCheck(id)
  const timers = new HashedWheelTimers(config.tickMs, config.wheelSize)
  const delays = Object.keys(expect).map(Number)
  for (const delay of delays) timers.schedule(0, delay, delay)
  const ticks = new Map<number, number>()
  timers.advance(Infinity, (delay, firedAt) => ticks.set(delay, firedAt / config.tickMs))
  for (const delay of delays) check.equal(`tick of delay ${delay}`, ticks.get(delay), expect[delay])
  return check.result()
}

function runKafka(testCase: KafkaCase): CaseResult {
  const { id, config, steps } = testCase
  if (typeof config?.tickMs !== 'number' || typeof config.wheelSize !== 'number' || !Array.isArray(steps)) {
    return unread(id, 'config needs tickMs and wheelSize, and there must be steps')
  }
  const check = new CaseCheck(id)
  const timers = new HierarchicalWheelTimers(config.tickMs, config.wheelSize, config.startMs ?? 0)
  const names: string[] = []
  const numberOf = (name: string): number => {
    const known = names.indexOf(name)
    return known >= 0 ? known : names.push(name) - 1
  }
  let fired: [string, number][] = []
  // The recording polled the clock at every whole millisecond and wrote down when it saw a task run.
  let clock = config.startMs ?? 0
  const fire = (task: number) => {
    fired.push([names[task] as string, clock])
  }
  for (const [index, { t, op, args, expect }] of steps.entries()) {
    while (clock < t) timers.advance(++clock, fire)
    if (op === 'add') timers.schedule(t, args[1], numberOf(args[0]))
    else if (op === 'cancel') timers.cancel(numberOf(args[0]))
    else if (op !== 'run') return unread(id, `step ${index}: unknown operation ${op}`)
    timers.runAtOnce(fire)
    check.equal(`step ${index} (${op} at ${t}) fired`, fired, expect.fired)
    check.equal(`step ${index} (${op} at ${t}) pending`, timers.pending, expect.pending)
    fired = []
  }
  return check.result()
}

export const adapters: ConformanceAdapter[] = [
  {
    vectors: 'timer_netty_hashed_wheel',
    members: ['hashed-wheel'],
    run: (file) => casesOf<NettyCase>(file).map(runNetty),
  },
  {
    vectors: 'timer_kafka_timing_wheel',
    members: ['hierarchical-wheel'],
    run: (file) => casesOf<KafkaCase>(file).map(runKafka),
  },
]
