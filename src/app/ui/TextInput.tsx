import { useRef, useState } from 'react'
import type { ControlIds } from './Field'
import './fields.css'

interface TextInputProps extends Partial<ControlIds> {
  value: string
  onChange: (value: string) => void
  /** Called when the text was committed with Enter or taken back: where the keyboard goes from here. */
  onDone?: () => void
  maxLength?: number
  label?: string
  placeholder?: string
  className?: string
  testId?: string
}

/** Text that is committed with Enter or by leaving, and taken back with Escape. */
export function TextInput({
  value,
  onChange,
  onDone,
  maxLength,
  label,
  placeholder,
  className,
  testId,
  ...ids
}: TextInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const latest = useRef<string | null>(null)
  const write = (text: string | null): void => {
    latest.current = text
    setDraft(text)
  }
  const commit = (): void => {
    const text = latest.current
    write(null)
    if (text !== null && text !== value) onChange(text)
  }
  return (
    <input
      {...ids}
      className={className ?? 'input input__text input--text'}
      type="text"
      autoComplete="off"
      spellCheck={false}
      maxLength={maxLength}
      placeholder={placeholder}
      aria-label={label}
      data-testid={testId}
      value={draft ?? value}
      onChange={(event) => write(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && (latest.current !== null || onDone)) {
          event.stopPropagation()
          write(null)
        } else if (event.key !== 'Enter') return
        if (event.key === 'Enter' || onDone) event.currentTarget.blur()
        onDone?.()
      }}
    />
  )
}
