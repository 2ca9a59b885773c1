/**
 * What a block shows on its face, worked out from its definition alone: before a run its first parameters, during a run the
 * three or four figures that matter.
 */

import type { AnyBlock, Figure } from '../../blocks/block'
import { BLOCK_COLUMNS, CONDITIONS } from '../../simulation/protocol'
import { currentLanguage, t } from '../i18n/language'
import { summaryOf } from '../inspector/summary'
import { formatCount, formatNumber, formatQuantity, formatRate, formatShare, NOTHING, THIN } from '../ui/format'
import { widthOf } from '../ui/words'

/** Numbers of one block, as they come from the worker. */
export type Row = ArrayLike<number>

export interface Cell {
  id: string
  /** Quiet word before the number, in English; empty where the unit says enough. */
  label: string
  /** Another word, where the row holds something else. */
  labelOf?: (row: Row) => string
  read: (row: Row) => string
  /** Whether the number, as it stands, is bad news. */
  isBad?: (row: Row) => boolean
}

export type Column = (typeof BLOCK_COLUMNS)[number]

export function column(row: Row, name: Column): number {
  return row[BLOCK_COLUMNS.indexOf(name)] ?? Number.NaN
}

function rate(label: string, name: Column): Cell {
  return { id: name, label, read: (row) => formatRate(column(row, name)) }
}

function busy(): Cell {
  return {
    id: 'busy',
    label: '',
    read: (row) => t('{share} busy', { share: formatShare(whole(column(row, 'utilisation'))) }),
  }
}

/** To a hundredth, so that a live share does not flicker between widths. */
function whole(share: number): number {
  return Math.round(share * 100) / 100
}

function formatWhole(value: number): string {
  return formatNumber(value, true)
}

const QUEUE: Cell = {
  id: 'queueLength',
  label: 'queue',
  // A number that is now, or a mean over a whole run.
  read: (row) => {
    const length = column(row, 'queueLength')
    return formatCount(length < 10 ? Math.round(10 * length) / 10 : Math.round(length))
  },
}
/** Over a whole run only the mean stay is known, which then stands behind the columns. */
export function isMean(row: Row): boolean {
  return row.length > BLOCK_COLUMNS.length && Number.isNaN(column(row, 'p99Ms'))
}

export const P99: Cell = {
  id: 'p99Ms',
  label: 'p99',
  labelOf: (row) => (isMean(row) ? 'mean' : 'p99'),
  read: (row) => formatQuantity(isMean(row) ? row[BLOCK_COLUMNS.length] : column(row, 'p99Ms'), 'ms'),
}
const REFUSED: Cell = {
  ...rate('refused', 'rejectedPerSecond'),
  isBad: (row) => column(row, 'rejectedPerSecond') >= 0.05,
}

/** The column of a figure by its place among those of the kind; the last of many have none. */
function figureColumn(index: number): (typeof BLOCK_COLUMNS)[number] | undefined {
  return BLOCK_COLUMNS.find((candidate) => candidate === `figure${index}`)
}

/** A figure of the kind's own, from its column; those without one cannot be live. `countOf` writes counts. */
export function figureCell(figure: Figure, index: number, countOf = formatWhole): Cell | null {
  const name = figureColumn(index)
  if (!name) return null
  const isBad = figure.isViolation ? (row: Row) => column(row, name) > 0 : undefined
  const read = (row: Row): string => {
    const value = column(row, name)
    if (Number.isNaN(value)) return NOTHING
    return figure.unit === 'count' && Number.isInteger(value) ? countOf(value) : formatQuantity(value, figure.unit)
  }
  return { id: figure.id, label: figure.label, read, ...(isBad ? { isBad } : {}) }
}

/** Two lines of two cells. */
export function cellsOf(definition: AnyBlock): [Cell, Cell][] {
  if (definition.inPort === null)
    return [
      [rate('offered', 'arrivalsPerSecond'), rate('done', 'completionsPerSecond')],
      [P99, { ...REFUSED, label: 'failed' }],
    ]
  const own = definition.figures.flatMap((figure, index) => {
    const cell = figure.isOptional ? null : figureCell(figure, index, formatCount)
    return cell ? [{ figure, cell }] : []
  })
  if (definition.servers !== null)
    return [
      [rate('in', 'arrivalsPerSecond'), P99],
      [busy(), QUEUE],
    ]
  const first = own[0]?.cell ?? P99
  const violation = own.find(({ figure }) => figure.isViolation)?.cell
  const others = own
    .slice(1)
    .map(({ cell }) => cell)
    .filter((cell) => cell !== violation)
  return [
    [rate('in', 'arrivalsPerSecond'), first],
    [violation ?? others[0] ?? REFUSED, violation ? (others[0] ?? P99) : (others[1] ?? P99)],
  ]
}

/** Violations that the face has no room for unless they happen. */
export function violationsOf(definition: AnyBlock): Cell[] {
  const shown = new Set(cellsOf(definition).flatMap((line) => line.map(({ id }) => id)))
  return definition.figures.flatMap((figure, index) => {
    const cell = figure.isViolation && !shown.has(figure.id) ? figureCell(figure, index) : null
    return cell ? [cell] : []
  })
}

/** Before a run: the first two parameters in words; the value alone where there is no room for both. */
export function idleLines(definition: AnyBlock, params: { readonly [name: string]: unknown }): [string, string][] {
  return Object.entries(definition.fields)
    .slice(0, 2)
    .map(([name, field]) => {
      const label = t(field.label)
      const value = briefly(summaryOf(field.schema, params[name]))
      return [widthOf(label + value) > ROOM ? '' : label, value]
    })
}

/** Latin letters that fit in a line of a face. */
const ROOM = 26

/** Names of algorithms have their English term behind them, for which a face has no room. */
function briefly(text: string): string {
  return currentLanguage() === 'en' ? text : text.replace(/ \([^)]*\)/g, '')
}

/** Behind the name, such as ×3 for three replicas: a whole number above one that the kind calls replicas. */
export function multiplicity(params: { readonly [name: string]: unknown }): string {
  const replicas = params['replicas']
  return typeof replicas === 'number' ? times(replicas) : ''
}

/** The same at present, where the block itself decides how many there are; else null. */
export function presentMultiplicity(definition: AnyBlock, row: Row): string | null {
  const name = figureColumn(definition.figures.findIndex(({ id }) => id === 'replicas'))
  const replicas = name ? column(row, name) : Number.NaN
  return Number.isNaN(replicas) ? null : times(replicas)
}

function times(replicas: number): string {
  return replicas > 1 ? `${THIN}×${replicas}` : ''
}

export type Condition = (typeof CONDITIONS)[number]

export function conditionOf(row: Row | null): Condition {
  return (row && CONDITIONS[column(row, 'condition')]) ?? 'idle'
}

/** The word for a condition that is out of the ordinary. */
export const CONDITION_WORDS: Readonly<Partial<Record<Condition, string>>> = {
  saturated: 'saturated',
  crashed: 'crashed',
  paused: 'paused',
  slow: 'slowed',
  failing: 'failing',
}
