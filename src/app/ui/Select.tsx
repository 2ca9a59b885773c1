import { ChevronDown } from 'lucide-react'
import type { ControlIds } from './Field'
import './fields.css'

export interface SelectOption<Id extends string = string> {
  id: Id
  label: string
  isDisabled?: boolean
}

interface SelectProps<Id extends string> extends Partial<ControlIds> {
  value: Id
  options: readonly SelectOption<Id>[]
  onChange: (id: Id) => void
  label?: string
  testId?: string
  isDisabled?: boolean
}

/** One of a few. The browser's own list, so that it works with every keyboard, finger and reader. */
export function Select<Id extends string>({
  value,
  options,
  onChange,
  label,
  testId,
  isDisabled,
  ...ids
}: SelectProps<Id>) {
  return (
    <span className="select">
      <select
        {...ids}
        className="select__control"
        aria-label={label}
        data-testid={testId}
        disabled={isDisabled}
        value={value}
        onChange={(event) => onChange(event.target.value as Id)}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="select__arrow" size={14} aria-hidden />
    </span>
  )
}
