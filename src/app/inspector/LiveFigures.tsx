import { type ReactNode, useCallback, useSyncExternalStore } from 'react'
import { blockOf } from '../../blocks/registry'
import type { Block, Connection } from '../../design/design'
import { nameOf } from '../../design/names'
import { breakerStateOf, breakerWords, connectionColumn } from '../canvas/breaker'
import { type Cell, CONDITION_WORDS, column, conditionOf, figureCell, isMean, P99, type Row } from '../canvas/face'
import { failedOn, withFailures } from '../canvas/source-row'
import { t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { liveFigures } from '../stores/live-figures'
import { useRun } from '../stores/run'
import { formatDuration, formatNumber, formatRate, formatShare, NOTHING } from '../ui/format'

interface Figure {
  label: string
  value: string
  isBad?: boolean
}

/** The figures of a block as they are right now. */
export function BlockLive({ block }: { block: Block }) {
  const subscribe = useCallback((listener: () => void) => liveFigures.subscribeBlock(block.id, listener), [block.id])
  const present = useSyncExternalStore(subscribe, () => liveFigures.block(block.id))
  const connections = useDesign((state) => state.design.connections)
  const definition = blockOf(block.kind)
  if (!definition) return null
  const isSource = definition.inPort === null
  const calls = connections.filter(({ from }) => from === block.id).map(({ id }) => id)
  const row = present && isSource ? withFailures(present, failedOn(calls)) : present
  const own = definition.figures.flatMap((figure, index): Cell[] => {
    const cell = figureCell(figure, index)
    return cell ? [cell] : []
  })
  return (
    <Figures title={nameOf(block)} row={row}>
      {row && (
        <>
          <List title={t('Traffic')} figures={trafficOf(row, isSource)} />
          {definition.servers !== null && <List title={capital(t(definition.servers))} figures={serversOf(row)} />}
          <List title={t('Of its own')} figures={ownOf(own, row)} />
        </>
      )}
    </Figures>
  )
}

/** The figures of this kind of block that there are by now. */
function ownOf(cells: readonly Cell[], row: Row): Figure[] {
  return cells
    .map((cell) => ({ label: capital(t(cell.label)), value: cell.read(row), isBad: cell.isBad?.(row) ?? false }))
    .filter(({ value }) => value !== NOTHING)
}

function trafficOf(row: Row, isSource: boolean): Figure[] {
  const rejected = column(row, 'rejectedPerSecond')
  const word = CONDITION_WORDS[conditionOf(row)]
  return [
    { label: 'Condition', value: t(word ?? conditionOf(row)), isBad: word !== undefined },
    { label: isSource ? 'Offered' : 'Arrivals', value: formatRate(column(row, 'arrivalsPerSecond')) },
    { label: isSource ? 'Done' : 'Completions', value: formatRate(column(row, 'completionsPerSecond')) },
    { label: isSource ? 'Failed' : 'Refused', value: formatRate(rejected), isBad: rejected >= 0.05 },
    { label: isMean(row) ? 'Mean stay' : 'p99', value: P99.read(row) },
  ]
}

function serversOf(row: Row): Figure[] {
  const utilisation = column(row, 'utilisation')
  return [
    { label: 'Utilisation', value: formatShare(utilisation), isBad: utilisation >= 0.95 },
    { label: 'In service', value: formatNumber(Math.round(column(row, 'inService'))) },
    { label: 'Waiting', value: formatNumber(Math.round(column(row, 'queueLength'))) },
    { label: 'Mean wait', value: formatDuration(column(row, 'meanWaitMs')) },
  ]
}

/** The figures of a connection as they are right now. */
export function ConnectionLive({ connection }: { connection: Connection }) {
  const { id } = connection
  const subscribe = useCallback((listener: () => void) => liveFigures.subscribeConnection(id, listener), [id])
  const row = useSyncExternalStore(subscribe, () => liveFigures.connection(id))
  const blocks = useDesign((state) => state.design.blocks)
  const ends = blocks.filter((block) => block.id === connection.from || block.id === connection.to)
  const name = (id: string): string => nameOf(ends.find((block) => block.id === id) ?? { id })
  return (
    <Figures title={`${name(connection.from)} → ${name(connection.to)}`} row={row}>
      {row && <List title={t('Calls')} figures={callsOf(row)} />}
      {row && breakerStateOf(row) !== null && <List title={t('Circuit breaker')} figures={breakerOf(row)} />}
    </Figures>
  )
}

function callsOf(row: Row): Figure[] {
  const calls = connectionColumn(row, 'callsPerSecond')
  const attempts = connectionColumn(row, 'attemptsPerSecond')
  const errors = connectionColumn(row, 'errorShare')
  return [
    { label: 'Calls', value: formatRate(calls) },
    { label: 'Attempts', value: formatRate(attempts) },
    {
      label: 'Attempts per call',
      value: calls > 0 ? formatNumber(Math.round((100 * attempts) / calls) / 100) : NOTHING,
    },
    { label: 'Failed', value: formatRate(connectionColumn(row, 'failedPerSecond')), isBad: errors >= 0.01 },
    { label: 'Share that failed', value: formatShare(errors), isBad: errors >= 0.01 },
    { label: 'In flight', value: formatNumber(connectionColumn(row, 'inFlight')) },
  ]
}

function breakerOf(row: Row): Figure[] {
  const state = breakerStateOf(row) ?? 'closed'
  return [{ label: 'State', value: breakerWords(state, row, liveFigures.clock().nowMs), isBad: state !== 'closed' }]
}

interface FiguresProps {
  title: string
  row: Row | null
  children: ReactNode
}

function Figures({ title, row, children }: FiguresProps) {
  const isOver = useRun((state) => state.status === 'finished')
  return (
    <div className="live">
      <h2 className="learn__title">{title}</h2>
      {row ? (
        <p className="live__note">
          {isOver
            ? t('Rates are over the whole run, after its warm-up.')
            : t('Rates are over the last second or two of simulated time.')}
        </p>
      ) : (
        <p className="live__note">{t('Figures appear here once the simulation has begun.')}</p>
      )}
      {children}
    </div>
  )
}

function List({ title, figures }: { title: string; figures: readonly Figure[] }) {
  if (figures.length === 0) return null
  return (
    <section className="live__group" aria-label={title}>
      <h3 className="fields__title">{title}</h3>
      <dl>
        {figures.map(({ label, value, isBad }) => (
          <div key={label} className="live__row" data-bad={isBad || undefined}>
            <dt>{t(label)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
