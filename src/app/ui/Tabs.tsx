import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { t } from '../i18n/language'
import './controls.css'

export interface TabItem<Id extends string = string> {
  id: Id
  /** Text is in English here and shown in the language of the page. */
  label: ReactNode
  /** A number beside the label, such as of findings; left out when zero. */
  count?: number
  /** What the number says: a tooltip, and read out. */
  hint?: string
  testId?: string
}

interface TabsProps<Id extends string> {
  /** Name of the set for screen readers. */
  label: string
  tabs: readonly TabItem<Id>[]
  selected: Id
  onSelect: (id: Id) => void
  /** What the selected tab shows. */
  children: ReactNode
  /** Stands at the right end of the row. */
  actions?: ReactNode
}

/** Tabs over one panel; arrow keys move between them. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children, actions }: TabsProps<Id>) {
  const base = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const tab = document.getElementById(`${base}-${selected}`)
    if (list.current && tab) list.current.scrollLeft += hiddenBy(tab, list.current)
  }, [base, selected])
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const at = tabs.findIndex((tab) => tab.id === selected)
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next =
      event.key === 'Home' ? tabs[0] : event.key === 'End' ? tabs.at(-1) : tabs[(at + step + tabs.length) % tabs.length]
    if (!next || (step === 0 && event.key !== 'Home' && event.key !== 'End')) return
    event.preventDefault()
    event.stopPropagation()
    onSelect(next.id)
    document.getElementById(`${base}-${next.id}`)?.focus()
  }
  return (
    <div className="tabs">
      <div className="tabs__bar">
        <div ref={list} role="tablist" aria-label={label} className="tabs__list" onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              id={`${base}-${tab.id}`}
              type="button"
              role="tab"
              aria-selected={tab.id === selected}
              aria-controls={`${base}-panel`}
              tabIndex={tab.id === selected ? 0 : -1}
              className="tabs__tab"
              data-testid={tab.testId}
              data-tip={tab.hint}
              aria-description={tab.hint}
              onClick={() => onSelect(tab.id)}
            >
              {typeof tab.label === 'string' ? t(tab.label) : tab.label}
              {tab.count ? <span className="tabs__count">{tab.count}</span> : null}
            </button>
          ))}
        </div>
        {actions && <div className="tabs__actions">{actions}</div>}
      </div>
      <div id={`${base}-panel`} role="tabpanel" aria-labelledby={`${base}-${selected}`} className="tabs__panel">
        {children}
      </div>
    </div>
  )
}

/** [px] beside the selected tab, so that something is seen of the next one. */
const ROOM = 28

/** [px] how far a tab reaches beyond the right end of what is seen of the list, or, negative, its left end. */
function hiddenBy(tab: HTMLElement, list: HTMLElement): number {
  const [inner, outer] = [tab.getBoundingClientRect(), list.getBoundingClientRect()]
  return Math.max(0, inner.right + ROOM - outer.right) || Math.min(0, inner.left - ROOM - outer.left)
}
