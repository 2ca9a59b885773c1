import { useMemo } from 'react'
import { blockOf } from '../../blocks/registry'
import { nameOf } from '../../design/names'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { useView } from '../stores/view'
import { formatNumber, formatShare } from '../ui/format'
import { Chart } from './Chart'
import type { ChartLine } from './line'
import { type ChartData, useSeries } from './use-series'

const MOST_LINES = 5
const COLOURS = ['var(--accent)', 'var(--c2)', 'var(--c3)', 'var(--c4)', 'var(--c5)'] as const
const DASHES = [undefined, undefined, '6 3', '2 2', '8 3 2 3'] as const

/** Blocks with servers: the selected ones first, then those that were busiest. */
function useShownBlocks({
  frame,
  rows,
}: ChartData): { id: string; index: number; name: string; isSelected: boolean }[] {
  const blocks = useDesign((state) => state.design.blocks)
  const selected = useView((state) => state.selection.blocks)
  const ids = frame?.blockIds.join() ?? ''
  const busiest = useMemo(() => {
    const peak = (index: number) => rows.reduce((most, row) => Math.max(most, row.utilisations[index] ?? 0), 0)
    return blocks
      .map((block) => ({ block, index: ids.split(',').indexOf(block.id) }))
      .filter(({ block, index }) => index >= 0 && blockOf(block.kind)?.servers != null)
      .map(({ block, index }) => ({ id: block.id, index, name: nameOf(block), peak: peak(index) }))
      .sort((a, b) => b.peak - a.peak)
  }, [blocks, ids, rows])
  return busiest
    .map((entry) => ({ ...entry, isSelected: selected.includes(entry.id) }))
    .sort((a, b) => Number(b.isSelected) - Number(a.isSelected))
    .slice(0, MOST_LINES)
}

function useLines(data: ChartData, value: 'queues' | 'utilisations'): ChartLine[] {
  const shown = useShownBlocks(data)
  return shown.map(({ id, index, name, isSelected }, place) => {
    const dash = DASHES[place]
    return {
      id,
      label: name,
      colour: COLOURS[place] ?? 'var(--ink-3)',
      value: (row) => row[value][index] ?? null,
      isStrong: isSelected,
      ...(dash === undefined ? {} : { dash }),
    }
  })
}

/** How busy the servers of each block are. */
export function UtilisationChart() {
  const data = useSeries()
  const lines = useLines(data, 'utilisations')
  return (
    <Chart
      id="utilisation"
      title={t('Utilisation')}
      note={t('busiest blocks')}
      rows={data.rows}
      lines={lines}
      format={formatShare}
      atLeast={1}
      promise={t('How busy each block is appears here, the selected one first.')}
    />
  )
}

/** How many requests wait at each block. */
export function QueueChart() {
  const data = useSeries()
  const lines = useLines(data, 'queues')
  return (
    <Chart
      id="queues"
      title={t('Queue length')}
      note={t('requests waiting')}
      rows={data.rows}
      lines={lines}
      format={(value) => formatNumber(value, true)}
      promise={t('How many requests wait at each block appears here, the selected one first.')}
    />
  )
}
