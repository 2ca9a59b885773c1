import { ChevronDown } from 'lucide-react'
import type { ControlIds } from './Field'
import './fields.css'

export interface SelectOption<Id extends string = string> {
  id: Id
  label: string
  isDisabled?: boolean
  /** Options of the same group stand together under its name. */
  group?: string
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
        {[...new Set(options.map(({ group }) => group))].map((name) => {
          const members = options.filter(({ group }) => group === name).map(optionOf)
          if (name === undefined) return members
          return (
            <optgroup key={name} label={name}>
              {members}
            </optgroup>
          )
        })}
      </select>
      <ChevronDown className="select__arrow" size={14} aria-hidden />
    </span>
  )
}

function optionOf({ id, label, isDisabled }: SelectOption) {
  return (
    <option key={id} value={id} disabled={isDisabled}>
      {label}
    </option>
  )
}
