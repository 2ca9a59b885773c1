import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import type { AnyBlock } from '../../blocks/block'
import { blockOf } from '../../blocks/registry'
import type { Block } from '../../design/design'
import { nameOf } from '../../design/names'
import { t } from '../i18n/language'
import { designStore } from '../stores/design'
import { liveFigures } from '../stores/live-figures'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { classNames } from '../ui/class-names'
import { iconNamed } from '../ui/icons'
import {
  type Cell,
  CONDITION_WORDS,
  cellsOf,
  column,
  conditionOf,
  idleLines,
  multiplicity,
  presentMultiplicity,
  type Row,
  violationsOf,
} from './face'
import { failedOn, withFailures } from './source-row'
import { useWiring } from './wiring'

export type BlockNodeType = Node<{ block: Block }, 'block'>

/** One block. Its figures are written straight into the page as they come, without drawing the component again. */
export const BlockNode = memo(function BlockNode({ data, selected }: NodeProps<BlockNodeType>) {
  const { block } = data
  const definition = blockOf(block.kind)
  const isEnd = useWiring((state) => state.ends.has(block.id))
  const isAside = useWiring((state) => state.anchor !== null && state.anchor !== block.id && !state.ends.has(block.id))
  const isOutgoing = useWiring((state) => state.isOutgoing)
  if (!definition) return null
  const Icon = iconNamed(definition.icon)
  return (
    <div
      className={classNames(
        'block',
        selected && 'block--selected',
        isEnd && 'block--invites',
        isAside && 'block--aside',
      )}
      data-testid={TID.block + block.id}
      data-kind={block.kind}
    >
      {definition.inPort && (
        <Handle
          type="target"
          position={Position.Left}
          className={classNames('port', isEnd && isOutgoing && 'port--invites')}
        />
      )}
      <div className="block__head">
        <Icon className="block__icon" size={16} strokeWidth={1.75} aria-hidden />
        <span className="block__name">
          <span className="block__label" data-name>
            {nameOf(block)}
          </span>
          <span className="block__times">{multiplicity(block.params)}</span>
          <span className="block__times" data-now />
        </span>
      </div>
      <BlockFace block={block} definition={definition} />
      {definition.outPort && (
        <Handle
          type="source"
          position={Position.Right}
          className={classNames('port', isEnd && !isOutgoing && 'port--invites')}
        />
      )}
    </div>
  )
})

const FACES = new WeakMap<AnyBlock, { lines: [Cell, Cell][]; violations: Cell[] }>()

function faceOf(definition: AnyBlock): { lines: [Cell, Cell][]; violations: Cell[] } {
  let face = FACES.get(definition)
  if (!face) {
    face = { lines: cellsOf(definition), violations: violationsOf(definition) }
    FACES.set(definition, face)
  }
  return face
}

const BlockFace = memo(function BlockFace({ block, definition }: { block: Block; definition: AnyBlock }) {
  const root = useRef<HTMLDivElement>(null)
  const { lines } = faceOf(definition)
  useEffect(() => {
    const element = root.current
    return element ? keepFace(element, block, definition) : undefined
  }, [block, definition])
  const idle = idleLines(definition, block.params)
  return (
    <div ref={root} className="block__face" data-live="false">
      <span className="block__state" />
      <dl className="block__idle">
        {idle.map(([label, value]) => (
          <div key={label + value} className="block__line">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="block__live" aria-hidden>
        {lines.map((line, index) => (
          <div key={line[0].id} className="block__line">
            {line.map((cell) => (
              <span key={cell.id} className="block__cell" data-cell={cell.id}>
                {cell.label && <span className="block__word">{t(cell.label)}</span>}
                <b />
              </span>
            ))}
            {index === 0 && definition.servers !== null && (
              <span className="block__bar">
                <i />
              </span>
            )}
          </div>
        ))}
      </div>
    </div>
  )
})

/** Writes the figures of a block into its face from now on. Returns how to stop. */
function keepFace(element: HTMLElement, block: Block, definition: AnyBlock): () => void {
  const { lines, violations } = faceOf(definition)
  const cells = lines.flat()
  const places = cells.map((cell) => element.querySelector<HTMLElement>(`[data-cell="${cell.id}"]`))
  const values = places.map((place) => place?.querySelector('b') ?? null)
  const bar = element.querySelector<HTMLElement>('.block__bar i')
  const state = element.querySelector<HTMLElement>('.block__state')
  const card = element.closest<HTMLElement>('.block')
  const [timesSet, timesNow] = card?.querySelectorAll<HTMLElement>('.block__times') ?? []
  let lastCondition = ''
  const update = (): void => {
    const row = liveRow(block, definition)
    setData(element, 'live', String(row !== null))
    const condition = conditionOf(row)
    if (card) setData(card, 'condition', condition)
    const times = row && presentMultiplicity(definition, row)
    if (timesSet) timesSet.hidden = times !== null
    if (timesNow) setText(timesNow, times ?? '')
    const bad = row ? violations.find((cell) => cell.isBad?.(row)) : undefined
    if (state) setText(state, bad && row ? `${t(bad.label)} ${bad.read(row)}` : t(CONDITION_WORDS[condition] ?? ''))
    if (row) {
      for (const [index, cell] of cells.entries()) {
        const value = values[index]
        if (value) setText(value, cell.read(row))
        const place = places[index]
        if (place) setData(place, 'bad', String(cell.isBad?.(row) ?? false))
        const word = cell.labelOf && place?.querySelector('.block__word')
        if (word) setText(word, t(cell.labelOf?.(row) ?? cell.label))
      }
      if (bar) showBar(bar, column(row, 'utilisation'))
    }
    if (condition !== lastCondition && lastCondition !== '') announceCondition(block, condition)
    lastCondition = condition
  }
  update()
  return liveFigures.subscribeBlock(block.id, update)
}

function liveRow(block: Block, definition: AnyBlock): Row | null {
  const row = liveFigures.block(block.id)
  if (!row || definition.inPort !== null) return row
  const { connections } = designStore.get()
  return withFailures(row, failedOn(connections.filter(({ from }) => from === block.id).map(({ id }) => id)))
}

function showBar(bar: HTMLElement, utilisation: number): void {
  const share = Math.min(1, Math.max(0, utilisation || 0))
  bar.style.transform = `scaleX(${share.toFixed(3)})`
  setData(bar, 'level', share >= 0.95 ? 'full' : share >= 0.75 ? 'high' : 'fine')
}

function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

function setData(element: HTMLElement, name: string, value: string): void {
  if (element.dataset[name] !== value) element.dataset[name] = value
}

let lastAnnounced = 0

/** At most once a second, and only what is out of the ordinary. */
function announceCondition(block: Block, condition: ReturnType<typeof conditionOf>): void {
  const word = CONDITION_WORDS[condition]
  const now = performance.now()
  if (!word || now - lastAnnounced < 1000) return
  lastAnnounced = now
  viewStore.announce(`${nameOf(block)}: ${word}`)
}
