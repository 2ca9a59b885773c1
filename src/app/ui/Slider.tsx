import type { NumberSchema } from '../../lib/schema'
import { displayUnit, writeQuantity } from './quantity'
import './fields.css'

/** Most whole numbers that a slider is precise enough for. */
const MOST_WHOLE = 100

/** Whether both ends of the range mean something, so that the way between them does: shares, and short counts. */
export function hasSlider({ unit, min, max, integer }: NumberSchema): boolean {
  if (unit === 'share') return min >= 0 && max <= 1
  return integer && unit === 'count' && max - min <= MOST_WHOLE
}

interface SliderProps {
  schema: NumberSchema
  value: number
  label?: string | undefined
  onChange: (value: number, isStep: boolean) => void
}

/** The same value as in the field above it, to be dragged. */
export function Slider({ schema, value, label, onChange }: SliderProps) {
  const { min, max, integer } = schema
  const step = integer ? 1 : (max - min) / 100
  return (
    <input
      className="slider"
      type="range"
      min={min}
      max={max}
      step={step}
      value={value}
      aria-label={label}
      aria-valuetext={`${writeQuantity(value, schema)} ${displayUnit(schema).suffix}`}
      onChange={(event) => {
        const next = Number(event.target.value)
        onChange(integer ? next : Number(next.toPrecision(6)), true)
      }}
    />
  )
}
