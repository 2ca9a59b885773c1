/** What an objective can be about, in words. */

import { blockOf } from '../../blocks/registry'
import type { Design } from '../../design/design'
import { nameOf } from '../../design/names'
import { CONNECTION_MEASURES, measuresOfBlock, REQUEST_MEASURES } from '../../design/objectives'
import type { Unit } from '../../lib/units'
import { t } from '../i18n/language'

export interface Measure {
  id: string
  label: string
  group: string
  unit: Unit
}

/** Every measure of a design: of the requests first, then of each block and connection. */
export function measuresOf(design: Design): Measure[] {
  const names = new Map(design.blocks.map((block) => [block.id, nameOf(block)]))
  const make =
    (root: string, group: string) =>
    (name: string): Measure => ({
      id: `${root}.${name}`,
      label: t(wordsOf(name)),
      group,
      unit: unitOf(name),
    })
  return [
    ...REQUEST_MEASURES.map(make('requests', t('Requests'))),
    ...design.blocks.flatMap((block) => {
      const definition = blockOf(block.kind)
      return definition ? measuresOfBlock(definition).map(make(`blocks.${block.id}`, nameOf(block))) : []
    }),
    ...design.connections.flatMap(({ id, from, to }) =>
      CONNECTION_MEASURES.map(
        make(
          `connections.${id}`,
          t('{name} to {name2}', { name: names.get(from) ?? from, name2: names.get(to) ?? to }),
        ),
      ),
    ),
  ]
}

/** `latencyMs.p99` becomes "latency p99", `throughputPerSecond` "throughput". */
export function wordsOf(name: string): string {
  const words = name
    .replaceAll('PerSecond', '')
    .replaceAll('Ms', '')
    .replace('p999', 'p99.9')
    .replace(/^(\w+)\.(\w.*)$/, '$1 $2')
    .replace(/([a-z])([A-Z])/g, (_, one: string, other: string) => `${one} ${other.toLowerCase()}`)
  return words.replace(/^cpu /, 'CPU ')
}

/** The unit of a measure, from its name as the report writes it. */
export function unitOf(name: string): Unit {
  if (/PerSecond$/.test(name)) return '1/s'
  if (/^(latency|failureLatency)Ms\.(?!count)/.test(name) || /Ms$/.test(name)) return 'ms'
  return /tilisation$/.test(name) ? 'share' : 'count'
}
