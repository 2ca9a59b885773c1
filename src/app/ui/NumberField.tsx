import { type KeyboardEvent, useRef, useState } from 'react'
import type { NumberSchema } from '../../lib/schema'
import type { ControlIds } from './Field'
import { displayUnit, rangeText, readQuantity, stepQuantity, writeQuantity } from './quantity'
import './fields.css'

interface NumberInputProps extends Partial<ControlIds> {
  value: number
  schema: NumberSchema
  /** `isStep` is true for arrow keys, where many changes belong together. */
  onChange: (value: number, isStep: boolean) => void
  /** What is wrong with the text as it stands, or null. */
  onProblem?: (message: string | null) => void
  label?: string
  testId?: string
  isDisabled?: boolean
}

/** A quantity with its unit. Takes "250ms" or "1.5k/s"; arrows step, Enter and leaving commit, Escape takes back. */
export function NumberInput({
  value,
  schema,
  onChange,
  onProblem,
  label,
  testId,
  isDisabled,
  ...ids
}: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const latest = useRef<string | null>(null)
  const { suffix } = displayUnit(schema)
  const write = (text: string | null): void => {
    latest.current = text
    setDraft(text)
  }

  const commit = (): void => {
    const text = latest.current
    if (text === null) return
    const reading = readQuantity(text, schema)
    if (!reading.ok) {
      onProblem?.(reading.message)
      return
    }
    write(null)
    onProblem?.(null)
    if (reading.value !== value) onChange(reading.value, false)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') commit()
    else if (event.key === 'Escape' && latest.current !== null) {
      event.stopPropagation()
      write(null)
      onProblem?.(null)
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      const reading = latest.current === null ? null : readQuantity(latest.current, schema)
      const from = reading?.ok ? reading.value : value
      write(null)
      onProblem?.(null)
      onChange(stepQuantity(from, schema, event.key === 'ArrowUp' ? 1 : -1, event.shiftKey), true)
    }
  }

  return (
    <span className="input">
      <input
        {...ids}
        className="input__text"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        disabled={isDisabled}
        aria-label={label}
        data-testid={testId}
        data-tip={rangeText(schema)}
        value={draft ?? writeQuantity(value, schema)}
        onChange={(event) => {
          write(event.target.value)
          const reading = readQuantity(event.target.value, schema)
          if (reading.ok) onProblem?.(null)
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {suffix && (
        <span className="input__unit" aria-hidden>
          {suffix}
        </span>
      )}
    </span>
  )
}
