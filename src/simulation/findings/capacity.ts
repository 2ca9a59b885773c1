/** Findings about how much blocks can do: bottlenecks, pools that are too small, queues without end. */
import { erlangC } from '../../lib/queueing-theory'
import { duration, type Finding, type FindingRule, type Observed, type ObservedBlock, percent, short } from './finding'
import { fullPlaces } from './pools'
import { ownUtilisation, waitFor, waitsFor, wantedPerSecond } from './strain'

/** Utilisation from which a block is worth a word, and from which it can do no more. */
const BUSY = 0.7
const SATURATED = 0.98
/** Utilisation that servers which are to be enough are to stay below. */
const BUSIEST = 0.9
/** Share of the calls that come which are done by a block that keeps up. */
const KEEPS_UP = 0.95
/** Calls that wait on average before a queue without end is called one. */
const LONG_QUEUE = 100

/**
 * The block whose servers are held most by something other than waiting for what it calls, and what one more server at each unit
 * would do: by the formula of M/M/c where there is room (utilisation c / (c + 1) of what it was, and the wait in proportion to
 * C(c, a) / (c − a)), by the law of utilisation where there is none. Whoever is full because it waits for that block is told. Where
 * all that are busy only wait, it is what they wait for: places in flight of which none is left, or a block without servers that
 * makes calls wait, such as a lock.
 */
export const bottleneck: FindingRule = (run) => {
  const busy = run.blocks.filter(({ servers, report }) => servers !== null && report.utilisation >= BUSY)
  const own = new Map(busy.map((one) => [one, ownUtilisation(run, one)]))
  const tightest = mostOf(busy, (one) => own.get(one)!)
  const worst = tightest && own.get(tightest)! >= BUSY ? tightest : mostOf(busy, ({ report }) => report.utilisation)
  if (!worst) return []
  const held = heldUp(run, worst, own.get(worst)! < worst.report.utilisation / 2)
  if (held) return [held]
  return [busiest(run, worst, busy, own)]
}

/** What a block that is busy, but mostly by waiting, waits for; null where it is busy by itself. */
function heldUp(run: Observed, worst: ObservedBlock, isWaiting: boolean): Finding | null {
  const places = fullPlaces(run, worst)
  const next = run.blocks.filter((one) => waitsFor(run, worst, one) && one.report.meanWaitMs > 0)
  const block = isWaiting ? mostOf(next, ({ report }) => report.meanWaitMs * report.completions) : null
  if (!places && !block) return null
  const { connection, name } = places?.way ?? { connection: null, name: block?.name ?? '' }
  const told = places
    ? `The places in flight of ${name}, ${short(places.count)} at most, are the bottleneck: they are taken ${percent(Math.min(1, places.taken))} of the time.`
    : `${name} is the bottleneck: calls wait ${duration(block?.report.meanWaitMs ?? 0)} there.`
  return {
    id: 'bottleneck',
    target: connection?.id ?? block?.block.id ?? null,
    severity: worst.report.utilisation >= SATURATED ? 'serious' : 'notable',
    text: `${told} ${heldBy(worst, name)}`,
    evidence: [
      connection ? `connections.${connection.id}.attempts` : `blocks.${block?.block.id}.meanWaitMs`,
      `blocks.${worst.block.id}.utilisation`,
    ],
  }
}

function heldBy({ servers, name, report }: ObservedBlock, by: string): string {
  return `The ${servers} of ${name} are held ${percent(report.utilisation)} of the time, most of it only because they wait for ${by}.`
}

function busiest(
  run: Observed,
  worst: ObservedBlock,
  busy: readonly ObservedBlock[],
  own: ReadonlyMap<ObservedBlock, number>,
): Finding {
  const { name, report, servers, block } = worst
  const waiting = busy.filter((one) => own.get(one)! < one.report.utilisation / 2 && waitsFor(run, one, worst))
  const isSaturated = [worst, ...waiting].some((one) => one.report.utilisation >= SATURATED)
  const held = `${name} is the bottleneck: its ${servers} are held ${percent(report.utilisation)} of the time`
  const waitMs = waitFor(run, worst)
  const more = moreOrBacklog(run, worst)
  const told = isSaturated
    ? [
        `${held}, so it can do no more than it does.`,
        'Whatever else is added, it is here that the design has to grow.',
        oneMoreOfFull(run, worst),
      ]
    : [waitMs > 0 ? `${held} and calls wait ${duration(waitMs)}. ${more}` : `${held} and no call waits. ${more}`]
  const callers = waiting.map((one) => heldBy(one, name))
  return {
    id: 'bottleneck',
    target: block.id,
    severity: isSaturated ? 'serious' : 'notable',
    text: [...told, ...callers].join(' '),
    evidence: [
      `blocks.${block.id}.utilisation`,
      `blocks.${block.id}.meanWaitMs`,
      ...waiting.map((one) => `blocks.${one.block.id}.utilisation`),
    ],
  }
}

function mostOf(blocks: readonly ObservedBlock[], figure: (block: ObservedBlock) => number): ObservedBlock | null {
  return blocks.reduce<ObservedBlock | null>((a, b) => (a && figure(a) >= figure(b) ? a : b), null)
}

/** What one more would do, as far as what comes is what is done; otherwise how far apart these are. */
function moreOrBacklog(run: Observed, worst: ObservedBlock): string {
  const { arrivals, completions, utilisation } = worst.report
  if (completions < KEEPS_UP * arrivals) {
    return `Of the ${short(arrivals / run.seconds)} calls a second that come it does ${short(completions / run.seconds)}.`
  }
  const c = worst.serversPerUnit
  if (waitFor(run, worst) > 0) return oneMore(utilisation, c)
  return `One more at each replica would bring that to ${percent((utilisation * c) / (c + 1))}.`
}

function oneMore(utilisation: number, c: number): string {
  const load = utilisation * c
  const waitOf = (servers: number) => erlangC(load, servers) / (servers - load)
  const wait = waitOf(c + 1) / waitOf(c)
  return `One more at each replica would bring that to ${percent(load / (c + 1))}, and the wait to about ${percent(wait)} of what it is.`
}

/** What one more at each unit would do where all are held: (c + 1) / c of what is done, against what is wanted. */
function oneMoreOfFull(run: Observed, full: ObservedBlock): string {
  const { report, serversPerUnit: c } = full
  const done = report.completions / run.seconds
  if (!(done > 0)) return 'Nothing is done there at all, so more of them may not be what it lacks.'
  const could = (done * (c + 1)) / (c * report.utilisation)
  const wanted = wantedPerSecond(run, full)
  const needed = Math.max(c + 2, Math.ceil(((wanted / done) * c * report.utilisation) / BUSIEST))
  return wanted < could * BUSIEST
    ? `One more at each replica would let it do ${short(could)} calls a second, where it does ${short(done)} now; the ${short(wanted)} that are wanted would keep it ${percent(wanted / could)} busy.`
    : `One more at each replica would let it do ${short(could)} calls a second, where it does ${short(done)} now; that is still too little for the ${short(wanted)} that are wanted, which need about ${short(needed)} at each replica.`
}

/**
 * Little's law: arrivals a second times the time that a server is held is the number of servers that are needed. Told where that
 * is more than there are, and where it is not the queue of a callee, or places in flight of which none is left, that holds them.
 */
export const smallPool: FindingRule = (run) =>
  run.blocks.flatMap((one): Finding[] => {
    const { block, name, report, servers, serversPerUnit, units, meanUnits } = one
    const { seconds } = run
    if (servers === null || seconds <= 0 || report.completions === 0) return []
    const have = serversPerUnit * units
    const heldMs = (report.utilisation * serversPerUnit * meanUnits * seconds * 1000) / report.completions
    const need = (report.arrivals / seconds) * (heldMs / 1000)
    if (ownUtilisation(run, one) < SATURATED || need < have * 1.02 || fullPlaces(run, one)) return []
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

/**
 * Caches that hide more load from their origin than it could carry without them. Where the origin is full already, only those that
 * answer most: any load that is added to a full block is too much.
 */
export const hiddenLoad: FindingRule = ({ blocks, connections }) =>
  blocks.flatMap((cache): Finding[] => {
    const { hits, misses } = cache.report
    if (typeof hits !== 'number' || typeof misses !== 'number' || hits === 0) return []
    return originsOf(cache, connections).flatMap((origin): Finding[] => {
      const { utilisation, arrivals } = origin.report
      const cold = arrivals > 0 ? (utilisation * (arrivals + hits)) / arrivals : 0
      if (cold <= 1 || (utilisation >= BUSIEST && hits <= misses)) return []
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
