import { Search } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { classNames } from './class-names'
import './overlays.css'

export interface ListEntry {
  id: string
  label: string
  /** Further words that find it. */
  words?: string
  group: string
  icon?: ReactNode
  detail?: ReactNode
  isDisabled?: boolean
  /** Why it cannot be chosen. */
  reason?: string
  /** Left out of the whole list: only shown when it is looked for. */
  isForSearch?: boolean
  testId?: string
  onChoose: () => void
}

interface ListSearchProps {
  label: string
  placeholder: string
  entries: readonly ListEntry[]
  /** Shown when nothing fits. */
  empty: string
  testId?: string
}

/** A field over a list: typing narrows it, arrows move, Enter chooses. */
export function ListSearch({ label, placeholder, entries, empty, testId }: ListSearchProps) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const base = useId()
  const list = useRef<HTMLDivElement>(null)
  const isSearch = query.trim() !== ''
  const found = entries.filter((entry) => (isSearch || !entry.isForSearch) && fits(entry, query))
  const active = Math.min(at, found.length - 1)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      event.preventDefault()
      setAt((active + step + found.length) % found.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const entry = found[active]
      if (entry && !entry.isDisabled) entry.onChoose()
    }
  }
  return (
    <div className="list-search">
      <div className="list-search__field">
        <Search size={15} aria-hidden />
        <input
          data-autofocus
          className="list-search__input"
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={`${base}-list`}
          aria-activedescendant={found[active] ? `${base}-${found[active].id}` : undefined}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          data-testid={testId}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div ref={list} id={`${base}-list`} role="listbox" aria-label={label} className="list-search__list scroll">
        {found.map((entry, index) => (
          <div key={entry.id} role="presentation">
            {entry.group !== found[index - 1]?.group && (
              <div className="list-search__group" role="presentation">
                {entry.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard */}
            <div
              id={`${base}-${entry.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              aria-disabled={entry.isDisabled || undefined}
              className={classNames('list-search__option', index === active && 'list-search__option--active')}
              data-testid={entry.testId}
              onPointerMove={() => setAt(index)}
              onClick={() => {
                if (!entry.isDisabled) entry.onChoose()
              }}
            >
              <span className="list-search__icon">{entry.icon}</span>
              <span className="list-search__label">
                {entry.label}
                {entry.reason && <span className="list-search__reason">{entry.reason}</span>}
              </span>
              {entry.detail && <span className="list-search__detail">{entry.detail}</span>}
            </div>
          </div>
        ))}
        {found.length === 0 && <p className="list-search__empty">{empty}</p>}
      </div>
    </div>
  )
}

/** Written without spaces between words. */
const HAN = /\p{Script=Han}/u

/** Every word typed begins a word of the entry. */
function fits(entry: ListEntry, query: string): boolean {
  const text = `${entry.label} ${entry.words ?? ''} ${entry.group}`.toLowerCase()
  const words = text.split(/[^\p{L}\p{N}]+/u)
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => (HAN.test(part) ? text.includes(part) : words.some((word) => word.startsWith(part))))
}
