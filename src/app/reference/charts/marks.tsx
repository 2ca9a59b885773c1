import type { Marks, Span, Tone } from '../chart'

/** The shape of a point at (x, y), as part of a path: each tone has one of its own. */
const SHAPES: { readonly [tone in Tone]: (x: number, y: number) => string } = {
  plain: (x, y) => `M${x} ${y - 4}v8`,
  accent: (x, y) => `M${x - 3} ${y}l3 -3l3 3l-3 3z`,
  ok: (x, y) => `M${x - 2} ${y}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z`,
  slow: (x, y) => `M${x - 2.5} ${y}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z`,
  fail: (x, y) => `M${x - 2.5} ${y - 2.5}l5 5m-5 0l5 -5`,
  timeout: (x, y) => `M${x - 2.5} ${y - 2.5}h5v5h-5z`,
  cancel: (x, y) => `M${x - 3} ${y}h6`,
}

/** Points along a row at height `y`. */
export function MarksPath({ marks, x, y }: { marks: Marks; x: (at: number) => number; y: number }) {
  const shape = SHAPES[marks.tone]
  const d = marks.at.map((at) => shape(Math.round(x(at) * 10) / 10, y)).join('')
  return d === '' ? null : <path className={`mark mark--${marks.tone}`} d={d} />
}

/** [px] height of a stretch: what matters more is thicker, so that colour is not all that tells them apart. */
const HEIGHTS: { readonly [tone in Tone]: number } = {
  plain: 10,
  accent: 14,
  ok: 5,
  slow: 10,
  fail: 14,
  timeout: 14,
  cancel: 3,
}

interface SpanBarProps {
  span: Span
  x: (at: number) => number
  y: number
  /** Without its label. */
  isBare?: boolean
}

/** [px] about how wide a word is drawn: Chinese takes twice the room. */
function widthOf(word: string): number {
  return Array.from(word).reduce((sum, letter) => sum + (letter > '\u2e80' ? 12 : 6.2), 0)
}

/** A stretch of a row around height `y`, with its label where there is room. */
export function SpanBar({ span, x, y, isBare = false }: SpanBarProps) {
  const from = x(span.from)
  const width = Math.max(1, x(span.to) - from)
  const hasLabel = !isBare && span.label !== undefined && width > widthOf(span.label) + 6
  const height = hasLabel ? 16 : HEIGHTS[span.tone]
  return (
    <g className={`span span--${span.tone}`}>
      <rect x={from} y={y - height / 2} width={width} height={height} rx={Math.min(2, width / 2)} />
      {hasLabel && (
        <text x={from + 4} y={y + 3.5}>
          {span.label}
        </text>
      )}
    </g>
  )
}

/** The sign that stands for a tone in a legend. */
export function LegendSign({ tone, is }: { tone: Tone; is: 'mark' | 'span' }) {
  return (
    <svg className="chart__sign" width="14" height="14" aria-hidden>
      {is === 'mark' ? (
        <MarksPath marks={{ tone, at: [7] }} x={(at) => at} y={7} />
      ) : (
        <SpanBar span={{ from: 0, to: 14, tone }} x={(at) => at} y={7} />
      )}
    </svg>
  )
}
