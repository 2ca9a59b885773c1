/** Findings about how much blocks can do: bottlenecks, pools that are too small, queues without end. */
import { erlangC } from '../../lib/queueing-theory'
import { duration, type Finding, type FindingRule, type ObservedBlock, percent, short } from './finding'

/** Utilisation from which a block is worth a word, and from which it can do no more. */
const BUSY = 0.7
const SATURATED = 0.98
/** Calls that wait on average before a queue without end is called one. */
const LONG_QUEUE = 100

/**
 * The block with the highest utilisation, and what one more server at each unit would do by the formula of M/M/c: utilisation
 * c / (c + 1) of what it was, and the wait in proportion to C(c, a) / (c − a).
 */
export const bottleneck: FindingRule = ({ blocks }) => {
  const busiest = blocks
    .filter(({ servers }) => servers !== null)
    .reduce<ObservedBlock | null>((a, b) => (a && a.report.utilisation >= b.report.utilisation ? a : b), null)
  if (!busiest || busiest.report.utilisation < BUSY) return []
  const { name, report, servers, serversPerUnit: c, block } = busiest
  const isSaturated = report.utilisation >= SATURATED
  const held = `${name} is the busiest block: its ${servers} are held ${percent(report.utilisation)} of the time`
  return [
    {
      id: 'bottleneck',
      target: block.id,
      severity: isSaturated ? 'serious' : 'notable',
      text: isSaturated
        ? `${held}, so it can do no more than it does. Whatever else is added, it is here that the design has to grow.`
        : `${held} and calls wait ${duration(report.meanWaitMs)}. ${oneMore(report.utilisation, c)}`,
      evidence: [`blocks.${block.id}.utilisation`, `blocks.${block.id}.meanWaitMs`],
    },
  ]
}

function oneMore(utilisation: number, c: number): string {
  const load = utilisation * c
  const waitOf = (servers: number) => erlangC(load, servers) / (servers - load)
  const wait = waitOf(c + 1) / waitOf(c)
  return `One more at each replica would bring that to ${percent(load / (c + 1))}, and the wait to about ${percent(wait)} of what it is.`
}

/**
 * Little's law: arrivals a second times the time that a server is held is the number of servers that are needed. Told where that
 * is more than there are.
 */
export const smallPool: FindingRule = ({ blocks, seconds }) =>
  blocks.flatMap(({ block, name, report, servers, serversPerUnit, units }): Finding[] => {
    if (servers === null || seconds <= 0 || report.completions === 0) return []
    const have = serversPerUnit * units
    const heldMs = (report.utilisation * have * seconds * 1000) / report.completions
    const need = (report.arrivals / seconds) * (heldMs / 1000)
    if (report.utilisation < SATURATED || need < have * 1.02) return []
    const rate = short(report.arrivals / seconds)
    return [
      {
        id: 'small-pool',
        target: block.id,
        severity: 'serious',
        text: `${name} gets ${rate} calls a second that each hold one of its ${servers} for ${duration(heldMs)}: that needs ${short(Math.ceil(need))} of them, and there are ${short(have)}.`,
        evidence: [`blocks.${block.id}.arrivals`, `blocks.${block.id}.completions`, `blocks.${block.id}.utilisation`],
      },
    ]
  })

/** Queues without a limit at blocks that are overloaded, or nearly. */
export const unboundedQueue: FindingRule = ({ blocks }) =>
  blocks.flatMap(({ block, name, report }): Finding[] => {
    const queue = block.params['queue'] as { capacity?: number | null } | undefined
    const isUnbounded = queue?.capacity === null || (queue === undefined && block.params['capacity'] === null)
    const isLong = report.meanQueueLength > LONG_QUEUE
    if (!isUnbounded || !(isLong || report.utilisation >= 0.9)) return []
    return [
      {
        id: 'unbounded-queue',
        target: block.id,
        severity: isLong ? 'serious' : 'notable',
        text: `The queue of ${name} has no limit, and ${short(report.meanQueueLength)} wait in it on average. Nothing is refused early; callers give up on what is then still worked on.`,
        evidence: [`blocks.${block.id}.meanQueueLength`, `blocks.${block.id}.meanWaitMs`],
      },
    ]
  })

/** Caches that hide more load from their origin than it could carry without them. */
export const hiddenLoad: FindingRule = ({ blocks, connections }) =>
  blocks.flatMap((cache): Finding[] => {
    const { hits, misses } = cache.report
    if (typeof hits !== 'number' || typeof misses !== 'number' || hits <= misses) return []
    return originsOf(cache, connections).flatMap((origin): Finding[] => {
      const { utilisation, arrivals } = origin.report
      const cold = arrivals > 0 ? (utilisation * (arrivals + hits)) / arrivals : 0
      if (cold <= 1) return []
      return [
        {
          id: 'hidden-load',
          target: cache.block.id,
          severity: 'notable',
          text: `${cache.name} answers ${percent(hits / (hits + misses))} of look-ups. Without it ${origin.name} would need ${percent(cold)} of the capacity that it has, so an empty cache can bring it down.`,
          evidence: [
            `blocks.${cache.block.id}.hits`,
            `blocks.${cache.block.id}.misses`,
            `blocks.${origin.block.id}.utilisation`,
          ],
        },
      ]
    })
  })

/** Blocks that are asked when a cache misses: those it calls itself, and those that plans name beside it. */
function originsOf(cache: ObservedBlock, connections: Parameters<FindingRule>[0]['connections']): ObservedBlock[] {
  const origins = connections.filter(({ from }) => from === cache).map(({ to }) => to)
  for (const { connection, from } of connections.filter(({ to }) => to === cache)) {
    const plan = (from.block.params['plan'] ?? []) as readonly { cache?: string; origin?: string }[]
    for (const step of plan.filter((one) => one.cache === connection.id)) {
      const origin = connections.find((one) => one.connection.id === step.origin)
      if (origin) origins.push(origin.to)
    }
  }
  return [...new Set(origins)].filter(({ servers }) => servers !== null)
}
