/**
 * What blocks are full of: their own work, or waiting for what they call.
 *
 * How: the time that a call spends in queues below a block is that in the queue of each callee and below it, times the attempts that
 * a call makes there. Servers that are held for that time do no work and wait for no more than the callee: this part is taken from
 * the utilisation, down to the share that is spent at work. Nobody waits for what becomes of a message.
 */
import { blockOf } from '../../blocks/registry'
import type { Observed, ObservedBlock, ObservedConnection } from './finding'

/** Connections out of a block whose answers it waits for. */
export function waitedFor({ connections }: Observed, block: ObservedBlock): ObservedConnection[] {
  return connections.filter(({ from, to }) => from === block && !takesMessages(to))
}

/** Whether what comes to a block are messages: its consumers answer to it, and nobody else waits for them. */
export function takesMessages({ block }: ObservedBlock): boolean {
  const roles = blockOf(block.kind)?.inPort?.roles ?? []
  return roles.includes('message') && !roles.includes('request')
}

/** Share of the servers of a block that is held for something other than queues of what it calls. */
export function ownUtilisation(run: Observed, block: ObservedBlock): number {
  const { utilisation, cpuUtilisation, completions } = block.report
  const serverMs = block.serversPerUnit * block.meanUnits * run.seconds * 1000
  if (!(serverMs > 0)) return utilisation
  const waiting = (queuedBelowMs(run, block) * completions) / serverMs
  return Math.min(utilisation, Math.max(cpuUtilisation, utilisation - waiting))
}

/** What is known of the blocks of each run, so that none is looked at once for every path that leads to it. */
const queuedBelow = new WeakMap<Observed, Map<ObservedBlock, number>>()

/** [ms] that a call of a block spends in queues of what it calls, and of what that calls in turn; loops are followed once. */
function queuedBelowMs(run: Observed, block: ObservedBlock): number {
  const known = queuedBelow.get(run) ?? new Map<ObservedBlock, number>()
  queuedBelow.set(run, known)
  const found = known.get(block)
  if (found !== undefined) return found
  known.set(block, 0)
  if (block.report.completions === 0) return 0
  let sum = 0
  for (const { connection, report, to } of waitedFor(run, block)) {
    const queuedMs = to.report.meanWaitMs + queuedBelowMs(run, to)
    sum += (report.attempts / block.report.completions) * Math.min(queuedMs, connection.params.timeoutMs ?? Infinity)
  }
  known.set(block, sum)
  return sum
}

/** Whether a block waits for another, however many calls lie between them. */
export function waitsFor(run: Observed, block: ObservedBlock, other: ObservedBlock): boolean {
  const reached = new Set([block])
  for (const one of reached) for (const { to } of waitedFor(run, one)) reached.add(to)
  return block !== other && reached.has(other)
}

/**
 * [1/s] calls that would ask for a block if none of its callers were held up: each caller's own, times the attempts that it makes
 * for each call that it gets done. `known` holds the blocks that have been looked at; loops are followed once.
 */
export function wantedPerSecond(
  run: Observed,
  block: ObservedBlock,
  known: Map<ObservedBlock, number> = new Map(),
): number {
  const found = known.get(block)
  if (found !== undefined) return found
  const present = block.report.arrivals / run.seconds
  known.set(block, present)
  let wanted = 0
  for (const { from, to, report } of run.connections) {
    if (to !== block) continue
    const { completions } = from.report
    // A source asks for all that it wants, and so does whoever is not held up.
    const isHeldUp = from.servers !== null && completions > 0 && from.report.utilisation >= 0.98
    wanted += isHeldUp
      ? (wantedPerSecond(run, from, known) * report.attempts) / completions
      : report.attempts / run.seconds
  }
  known.set(block, Math.max(present, wanted))
  return Math.max(present, wanted)
}

/** The block itself, or where it has no servers of its own, such as a balancer, the busiest of those that it passes calls on to. */
export function behind(run: Observed, block: ObservedBlock, known: Set<ObservedBlock> = new Set()): ObservedBlock {
  if (block.servers !== null || known.has(block)) return block
  known.add(block)
  const next = waitedFor(run, block).map(({ to }) => behind(run, to, known))
  return next.reduce((a, b) => (b.report.utilisation > a.report.utilisation ? b : a), block)
}

/** [ms] that calls wait for a block: in its queue, or in the message queue that it takes them from. */
export function waitFor({ connections }: Observed, block: ObservedBlock): number {
  const before = connections.filter(({ from, to }) => to === block && takesMessages(from))
  return Math.max(block.report.meanWaitMs, ...before.map(({ from }) => from.report.meanWaitMs))
}
