/** A run as a document for people: what was designed, what was found, with what certainty, and how to run it again. */

import { blockOf } from '../../blocks/registry'
import { CONNECTION_FIELDS } from '../../design/connection'
import type { Block, Connection, Design } from '../../design/design'
import { toMermaid } from '../../design/mermaid'
import { nameOf } from '../../design/names'
import { isEqual } from '../../design/serialize'
import type { Problem } from '../../lib/parse'
import { defaultValue, type Fields } from '../../lib/schema'
import type { Finding } from '../../simulation/findings/finding'
import type { Report, ReportInterval } from '../../simulation/report'
import { listed, sentence, t, translated } from '../i18n/language'
import { summaryOf } from '../inspector/summary'
import { faultText, targetName } from '../results/fault-text'
import { objectiveWords } from '../results/objective-text'
import { formatDuration, formatNumber, formatRate, formatShare } from '../ui/format'
import { factsOf } from './findings'
import { plain, table } from './markdown'

export interface ReportInput {
  design: Design
  /** Of a run of this very design, or null when there is none. */
  report: Report | null
  /** What that run says about the design, as the page shows it. */
  findings: readonly Finding[]
  /** What looks odd about the design. */
  warnings: readonly Problem[]
  /** The whole address. */
  link: string
}

/** The document. */
export function reportMarkdown({ design, report, findings, warnings, link }: ReportInput): string {
  const parts = [
    `# ${plain(design.name)}`,
    opening(design, report),
    `\`\`\`mermaid\n${toMermaid(design, { results: report, isComplete: false, say: t }).text.trimEnd()}\n\`\`\``,
    ...found(design, report, findings, warnings),
    ...(report === null ? [] : results(design, report)),
    ...parameters(design),
    `## ${t('Run it again')}`,
    `<${link}>`,
    ...(report === null
      ? []
      : [t('The same link gives the same result, digest `{digest}`.', { digest: report.digest })]),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function opening({ blocks, connections, scenario, seed }: Design, report: Report | null): string {
  const values = {
    blocks: blocks.length,
    connections: connections.length,
    duration: formatDuration(scenario.durationMs),
    warmup: formatDuration(scenario.warmupMs),
    seed,
    made: report === null ? t('not run yet') : `Loadbearing ${report.engineVersion}`,
  }
  return plain(
    t(
      '{blocks} blocks, {connections} connections; {duration} simulated, of which {warmup} warm-up; seed {seed}; {made}.',
      values,
    ),
  )
}

function found(
  design: Design,
  report: Report | null,
  findings: ReportInput['findings'],
  warnings: readonly Problem[],
): string[] {
  const all = [
    ...(report === null ? [] : [...findings.map(({ text }) => sentence(text)), ...factsOf(design, report)]),
    ...warnings.map(({ path, message }) => `${path}: ${sentence(message)}`),
  ]
  const lines =
    all.length > 0 ? all : [report === null ? t('There is no result yet.') : t('Nothing out of the ordinary.')]
  return [`## ${t('Findings')}`, lines.map((line) => `- ${plain(line)}`).join('\n')]
}

function results(design: Design, report: Report): string[] {
  return [
    `## ${t('Results')}`,
    requests(report),
    causes(report),
    objectives(design, report),
    blocks(design, report),
    wires(design, report),
    worstPath(design, report),
  ]
}

function requests({ requests, intervals }: Report): string {
  const { latencyMs } = requests
  // Where there are none at all, the findings say why.
  const isGiven = intervals.problem === null
  const latency = (name: 'mean' | 'p50' | 'p90' | 'p99', title: string): string[] => [
    title,
    formatDuration(latencyMs[name]),
    isGiven && latencyMs[name] !== null && intervals[name] === null
      ? t('too few samples')
      : intervalText(intervals[name]),
  ]
  return table(translated(['Requests', 'value', '95 % interval']), [
    [t('offered'), formatNumber(requests.offered), ''],
    [t('completed'), formatNumber(requests.completed), ''],
    [t('failed'), formatNumber(requests.failed), ''],
    [t('throughput'), formatRate(requests.throughputPerSecond), ''],
    [t('goodput'), formatRate(requests.goodputPerSecond), ''],
    latency('mean', t('latency, mean')),
    latency('p50', t('latency, p50')),
    latency('p90', t('latency, p90')),
    latency('p99', t('latency, p99')),
    [t('latency, p99.9'), formatDuration(latencyMs.p999), ''],
    [t('latency, longest'), formatDuration(latencyMs.max), ''],
  ])
}

function intervalText(interval: ReportInterval | null): string {
  return interval === null
    ? ''
    : t('{from} to {to}', { from: formatDuration(interval.lower), to: formatDuration(interval.upper) })
}

function causes({ requests: { byCause, failed } }: Report): string {
  const rows = Object.entries(byCause).filter(([, count]) => count > 0)
  rows.sort(([, a], [, b]) => b - a)
  return table(
    translated(['Failed because of', 'requests', 'share']),
    rows.map(([cause, count]) => [
      plain(t(cause.replaceAll('-', ' '))),
      formatNumber(count),
      formatShare(count / Math.max(1, failed)),
    ]),
  )
}

function objectives(design: Design, report: Report): string {
  return table(
    translated(['Objective', 'limit', 'value', 'met']),
    report.objectives.map((objective) => {
      const { measure, limit, value } = objectiveWords(design, objective)
      return [plain(measure), plain(limit), plain(value), objective.met ? t('yes') : `**${t('no')}**`]
    }),
  )
}

function blocks(design: Design, report: Report): string {
  return table(
    translated(['Block', 'arrivals', 'completed', 'refused', 'busy', 'queue', 'mean wait', 'wasted work']),
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
          formatDuration(figures.wastedMs),
        ],
      ]
    }),
  )
}

function wires(design: Design, report: Report): string {
  return table(
    translated(['Connection', 'calls', 'failed', 'timeouts', 'retries', 'amplification', 'wasted work', 'breaker']),
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
          formatDuration(figures.wastedMs),
          figures.breaker === null ? '' : plain(t(figures.breaker.state)),
        ],
      ]
    }),
  )
}

/** [attempts for each request] less than this rounds to one, of which nobody would say that it multiplies. */
const HARDLY_MORE = 1.05

function worstPath(design: Design, { worstPath: { amplification, connections } }: Report): string {
  const path = connections.map((id) => targetName(design, id))
  return plain(
    path.length === 0 || amplification < HARDLY_MORE
      ? t('On no path do attempts multiply noticeably.')
      : t('Attempts multiply most along {names}: {attempts}× in all.', {
          names: listed(path),
          attempts: formatNumber(amplification),
        }),
  )
}

function parameters(design: Design): string[] {
  const faults = design.scenario.faults.map(
    (fault) =>
      `- ${t('{start} for {length}', { start: formatDuration(fault.atMs), length: formatDuration(fault.forMs) })}: ${plain(faultText(design, fault))}`,
  )
  return [
    `## ${t('Design')}`,
    t('Parameters in bold are not at their defaults.'),
    ...design.blocks.flatMap((block) => [
      `### ${plain(nameOf(block))}`,
      plain(t(blockOf(block.kind)?.name ?? block.kind)),
      fieldsTable(blockOf(block.kind)?.fields ?? {}, block.params, false),
    ]),
    ...design.connections.flatMap((connection) => {
      const shown = fieldsTable(CONNECTION_FIELDS, { ...connection.params }, true)
      return shown === '' ? [] : [`### ${plain(targetName(design, connection.id))}`, shown]
    }),
    ...(faults.length > 0 ? [`## ${t('Faults')}`, faults.join('\n')] : []),
  ]
}

function fieldsTable(fields: Fields, params: Block['params'] | Connection['params'], isChangedOnly: boolean): string {
  const values = params as { readonly [name: string]: unknown }
  const rows = Object.entries(fields).flatMap(([name, { label, schema }]) => {
    const value = values[name]
    const isDefault = isEqual(value, defaultValue(schema))
    if (isDefault && isChangedOnly) return []
    const text = plain(summaryOf(schema, value)) || '–'
    return [isDefault ? [plain(t(label)), text] : [`**${plain(t(label))}**`, `**${text}**`]]
  })
  return table(translated(['Parameter', 'value']), rows)
}
