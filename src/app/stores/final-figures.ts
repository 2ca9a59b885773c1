/** The figures of a whole run, in the shape in which live ones come, for the faces of blocks and wires once it is over. */
import { blockOf } from '../../blocks/registry'
import type { Design } from '../../design/design'
import { BLOCK_COLUMNS, CONDITIONS, CONNECTION_COLUMNS } from '../../simulation/protocol'
import type { BlockReport, ConnectionReport, Report } from '../../simulation/report'

export interface FinalFigures {
  /** Rows of `BLOCK_COLUMNS` by block, with the mean stay [ms] behind them. */
  blocks: ReadonlyMap<string, readonly number[]>
  /** Rows of `CONNECTION_COLUMNS` by connection. */
  connections: ReadonlyMap<string, readonly number[]>
}

type Row = ArrayLike<number> | null

/** Rates are over the time in which requests arrived, after the warm-up; what is a state stays as it was last. */
export function finalFigures(
  { design, report }: { design: Design; report: Report },
  last: { block(id: string): Row; connection(id: string): Row },
): FinalFigures {
  const { durationMs, warmupMs } = design.scenario
  const seconds = Math.max(1e-9, (Math.min(durationMs, report.simulatedMs) - warmupMs) / 1000)
  const sources = design.blocks.filter(({ kind }) => blockOf(kind)?.inPort === null)
  const blocks = design.blocks.flatMap(({ id, kind }) => {
    const found = report.blocks[id]
    if (!found) return []
    const isOnlySource = sources.length === 1 && sources[0]?.id === id
    const p99 = isOnlySource ? report.requests.latencyMs.p99 : null
    return [[id, blockRow(found, kind, seconds, p99, last.block(id))] as const]
  })
  const connections = design.connections.flatMap(({ id }) => {
    const found = report.connections[id]
    return found ? [[id, connectionRow(found, seconds, last.connection(id))] as const] : []
  })
  return { blocks: new Map(blocks), connections: new Map(connections) }
}

function blockRow(found: BlockReport, kind: string, seconds: number, p99: number | null, last: Row): number[] {
  const figures = blockOf(kind)?.figures ?? []
  const values: Partial<Record<(typeof BLOCK_COLUMNS)[number], number>> = {
    arrivalsPerSecond: found.arrivals / seconds,
    completionsPerSecond: found.completions / seconds,
    rejectedPerSecond: found.rejected / seconds,
    utilisation: found.utilisation,
    queueLength: found.meanQueueLength,
    meanWaitMs: found.meanWaitMs,
    p99Ms: p99 ?? Number.NaN,
    condition: CONDITIONS.indexOf('idle'),
  }
  const row = BLOCK_COLUMNS.map((name, index) => {
    const figure = figures[Number(/^figure(\d)$/.exec(name)?.[1] ?? -1)]
    const own = figure && found[figure.id]
    return values[name] ?? (typeof own === 'number' ? own : (last?.[index] ?? Number.NaN))
  })
  return [...row, found.meanSojournMs]
}

function connectionRow(found: ConnectionReport, seconds: number, last: Row): number[] {
  const ended = found.ok + found.failed
  const values: Partial<Record<(typeof CONNECTION_COLUMNS)[number], number>> = {
    callsPerSecond: found.calls / seconds,
    attemptsPerSecond: found.attempts / seconds,
    failedPerSecond: found.failed / seconds,
    errorShare: ended > 0 ? found.failed / ended : 0,
  }
  return CONNECTION_COLUMNS.map((name, index) => values[name] ?? last?.[index] ?? Number.NaN)
}
