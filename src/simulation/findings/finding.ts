/** What a run says about its design, in words, each with the numbers that it comes from. */
import { blockOf } from '../../blocks/registry'
import type { Block, Connection, Design } from '../../design/design'
import { nameOf } from '../../design/names'
import type { Series } from '../protocol'
import type { BlockReport, ConnectionReport, Report } from '../report'

/** One thing that was found. */
export interface Finding {
  /** What kind of thing, for example `bottleneck`. */
  readonly id: string
  /** Block or connection that it is about, or null for the whole design. */
  readonly target: string | null
  /** `serious`: it hurt this run; `notable`: it would hurt another. */
  readonly severity: 'serious' | 'notable'
  /** A sentence or two, with the numbers. */
  readonly text: string
  /** Figures of the report that it comes from, as paths. */
  readonly evidence: readonly string[]
}

/** A block of the design with what the run found of it. */
export interface ObservedBlock {
  readonly block: Block
  readonly name: string
  readonly report: BlockReport
  /** Word for its servers, and how many each unit has; null and 0 where there are none. */
  readonly servers: string | null
  readonly serversPerUnit: number
  /** How many units there are at the end, and on average where an autoscaler changes that. */
  readonly units: number
  readonly meanUnits: number
}

/** A connection of the design with what the run found of it. */
export interface ObservedConnection {
  readonly connection: Connection
  readonly name: string
  readonly report: ConnectionReport
  readonly from: ObservedBlock
  readonly to: ObservedBlock
}

/** A run as findings look at it. */
export interface Observed {
  readonly design: Design
  readonly report: Report
  /** What happened over time, where that is known. */
  readonly course: Series | null
  /** [s] length of the window that the figures cover. */
  readonly seconds: number
  readonly blocks: readonly ObservedBlock[]
  readonly connections: readonly ObservedConnection[]
}

/** Looks for one kind of thing. */
export type FindingRule = (run: Observed) => Finding[]

/** Puts a design and the report of its run together. Blocks and connections that are not in both are left out. */
export function observe(design: Design, report: Report, course: Series | null): Observed {
  const blocks = design.blocks.flatMap((block) => observeBlock(block, report))
  const byId = new Map(blocks.map((one) => [one.block.id, one]))
  const connections = design.connections.flatMap((connection) => {
    const figures = report.connections[connection.id]
    const from = byId.get(connection.from)
    const to = byId.get(connection.to)
    if (!figures || !from || !to) return []
    return [{ connection, name: `${from.name} → ${to.name}`, report: figures, from, to }]
  })
  const { durationMs, warmupMs } = design.scenario
  const seconds = Math.max(0, Math.min(report.simulatedMs, durationMs) - warmupMs) / 1000
  return { design, report, course, seconds, blocks, connections }
}

function observeBlock(block: Block, report: Report): ObservedBlock[] {
  const figures = report.blocks[block.id]
  const definition = blockOf(block.kind)
  if (!figures || !definition) return []
  const { units, servers } = definition
  // What an autoscaler has made of the number that was set.
  const decided = (figure: string) => (typeof figures[figure] === 'number' ? Number(figures[figure]) : null)
  const number = (name: string) => (typeof block.params[name] === 'number' ? Number(block.params[name]) : 0)
  return [
    {
      block,
      name: nameOf(block),
      report: figures,
      servers,
      serversPerUnit: servers === null ? 0 : number(servers),
      units: units === undefined ? 1 : units.own + (decided('replicas') ?? number(units.parameter)),
      meanUnits: units === undefined ? 1 : units.own + (decided('meanReplicas') ?? number(units.parameter)),
    },
  ]
}

/** "93 %", "0.4 %". */
export function percent(share: number): string {
  const value = share * 100
  return `${value >= 10 ? value.toFixed(0) : value.toFixed(1)} %`
}

/** "12 ms", "1.3 s". */
export function duration(ms: number): string {
  return ms < 1000 ? `${short(ms)} ms` : `${short(ms / 1000)} s`
}

/** Three digits that matter. */
export function short(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en')
}
