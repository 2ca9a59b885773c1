/** A run as a document for people: what was designed, what was found, with what certainty, and how to run it again. */
import { blockOf } from '../../blocks/registry'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Block, Connection, Design } from '../../design/design'
import { toMermaid } from '../../design/mermaid'
import { nameOf } from '../../design/names'
import { isEqual } from '../../design/serialize'
import type { Problem } from '../../lib/parse'
import { defaultValue, type Fields } from '../../lib/schema'
import type { Report, ReportInterval } from '../../simulation/report'
import { summaryOf } from '../inspector/summary'
import { faultText, targetName } from '../results/fault-text'
import { formatDuration, formatNumber, formatRate, formatShare } from '../ui/format'
import { findingsOf } from './findings'
import { plain, table } from './markdown'

export interface ReportInput {
  design: Design
  /** Of a run of this very design, or null when there is none. */
  report: Report | null
  /** What looks odd about the design. */
  warnings: readonly Problem[]
  /** The whole address. */
  link: string
}

/** The document. */
export function reportMarkdown({ design, report, warnings, link }: ReportInput): string {
  const parts = [
    `# ${plain(design.name)}`,
    opening(design, report),
    `\`\`\`mermaid\n${toMermaid(design, { results: report, isComplete: false }).text.trimEnd()}\n\`\`\``,
    ...findings(design, report, warnings),
    ...(report === null ? [] : results(design, report)),
    ...parameters(design),
    '## Run it again',
    `<${link}>`,
    ...(report === null ? [] : [`The same link gives the same result, digest \`${report.digest}\`.`]),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function opening({ blocks, connections, scenario, seed }: Design, report: Report | null): string {
  const size = `${blocks.length} blocks, ${connections.length} connections`
  const time = `${formatDuration(scenario.durationMs)} simulated, of which ${formatDuration(scenario.warmupMs)} warm-up`
  const made = report === null ? 'not run yet' : `Loadbearing ${report.engineVersion}`
  return plain(`${size}; ${time}; seed ${seed}; ${made}.`)
}

function findings(design: Design, report: Report | null, warnings: readonly Problem[]): string[] {
  const found = [
    ...(report === null ? [] : findingsOf(design, report)),
    ...warnings.map(({ path, message }) => `${path}: ${message}`),
  ]
  const lines =
    found.length > 0 ? found : [report === null ? 'There is no result yet.' : 'Nothing out of the ordinary.']
  return ['## Findings', lines.map((line) => `- ${plain(line)}`).join('\n')]
}

function results(design: Design, report: Report): string[] {
  return [
    '## Results',
    requests(report),
    causes(report),
    objectives(report),
    blocks(design, report),
    wires(design, report),
  ]
}

function requests({ requests, intervals }: Report): string {
  const { latencyMs } = requests
  const latency = (name: 'mean' | 'p50' | 'p90' | 'p99', title: string): string[] => [
    title,
    formatDuration(latencyMs[name]),
    intervalText(intervals[name]),
  ]
  return table(
    ['Requests', 'value', '95 % interval'],
    [
      ['offered', formatNumber(requests.offered), ''],
      ['completed', formatNumber(requests.completed), ''],
      ['failed', formatNumber(requests.failed), ''],
      ['throughput', formatRate(requests.throughputPerSecond), ''],
      ['goodput', formatRate(requests.goodputPerSecond), ''],
      latency('mean', 'latency, mean'),
      latency('p50', 'latency, p50'),
      latency('p90', 'latency, p90'),
      latency('p99', 'latency, p99'),
      ['latency, p99.9', formatDuration(latencyMs.p999), ''],
      ['latency, longest', formatDuration(latencyMs.max), ''],
    ],
  )
}

function intervalText(interval: ReportInterval | null): string {
  return interval === null ? '' : `${formatDuration(interval.lower)} to ${formatDuration(interval.upper)}`
}

function causes({ requests: { byCause, failed } }: Report): string {
  const rows = Object.entries(byCause).filter(([, count]) => count > 0)
  rows.sort(([, a], [, b]) => b - a)
  return table(
    ['Failed because of', 'requests', 'share'],
    rows.map(([cause, count]) => [plain(cause), formatNumber(count), formatShare(count / Math.max(1, failed))]),
  )
}

function objectives(report: Report): string {
  return table(
    ['Objective', 'limit', 'value', 'met'],
    report.objectives.map(({ measure, limit, value, met }) => [
      plain(measure),
      plain(limit),
      formatNumber(value),
      met ? 'yes' : '**no**',
    ]),
  )
}

function blocks(design: Design, report: Report): string {
  return table(
    ['Block', 'arrivals', 'completed', 'refused', 'busy', 'queue', 'mean wait'],
    design.blocks.flatMap((block) => {
      const figures = report.blocks[block.id]
      if (figures === undefined) return []
      return [
        [
          plain(nameOf(block)),
          formatNumber(figures.arrivals),
          formatNumber(figures.completions),
          formatNumber(figures.rejected),
          formatShare(figures.utilisation),
          formatNumber(figures.meanQueueLength),
          formatDuration(figures.meanWaitMs),
        ],
      ]
    }),
  )
}

function wires(design: Design, report: Report): string {
  return table(
    ['Connection', 'calls', 'failed', 'timeouts', 'retries', 'amplification', 'breaker'],
    design.connections.flatMap(({ id }) => {
      const figures = report.connections[id]
      if (figures === undefined) return []
      return [
        [
          plain(targetName(design, id)),
          formatNumber(figures.calls),
          formatNumber(figures.failed),
          formatNumber(figures.timeouts),
          formatNumber(figures.retries),
          `${formatNumber(figures.amplification)}×`,
          figures.breaker === null ? '' : plain(figures.breaker.state),
        ],
      ]
    }),
  )
}

function parameters(design: Design): string[] {
  const faults = design.scenario.faults.map(
    (fault) => `- ${formatDuration(fault.atMs)} for ${formatDuration(fault.forMs)}: ${plain(faultText(design, fault))}`,
  )
  return [
    '## Design',
    'Parameters in bold are not at their defaults.',
    ...design.blocks.flatMap((block) => [
      `### ${plain(nameOf(block))}`,
      plain(blockOf(block.kind)?.name ?? block.kind),
      fieldsTable(blockOf(block.kind)?.fields ?? {}, block.params, false),
    ]),
    ...design.connections.flatMap((connection) => {
      const shown = fieldsTable(CONNECTION_FIELDS, { ...connection.params }, true)
      return shown === '' ? [] : [`### ${plain(targetName(design, connection.id))}`, shown]
    }),
    ...(faults.length > 0 ? ['## Faults', faults.join('\n')] : []),
  ]
}

function fieldsTable(fields: Fields, params: Block['params'] | Connection['params'], isChangedOnly: boolean): string {
  const values = params as { readonly [name: string]: unknown }
  const rows = Object.entries(fields).flatMap(([name, { label, schema }]) => {
    const value = values[name]
    const isDefault = isEqual(value, defaultValue(schema))
    if (isDefault && isChangedOnly) return []
    const text = plain(summaryOf(schema, value)) || '–'
    return [isDefault ? [plain(label), text] : [`**${plain(label)}**`, `**${text}**`]]
  })
  return table(['Parameter', 'value'], rows)
}
