import { Check, type LucideIcon } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { classNames } from './class-names'
import { Keys } from './Keys'
import './overlays.css'

export interface MenuItem {
  id: string
  label: string
  icon?: LucideIcon
  keys?: string
  /** A second, quieter line. */
  detail?: string
  isDisabled?: boolean
  isDanger?: boolean
  /** For choices: whether this one stands. */
  isChecked?: boolean
  /** Whether it stands instead of the other choices beside it, rather than for itself. */
  isOneOf?: boolean
  /** A line above this item. */
  startsGroup?: boolean
  onSelect: () => void
  testId?: string
}

interface MenuProps {
  /** Name of the menu for screen readers. */
  label: string
  items: readonly MenuItem[]
  /** The button: gets what it must spread on itself. */
  trigger: (props: MenuTriggerProps) => ReactNode
  align?: 'start' | 'end'
}

export interface MenuTriggerProps {
  'aria-haspopup': 'menu'
  'aria-expanded': boolean
  'aria-controls': string | undefined
  ref: RefObject<HTMLButtonElement | null>
  onClick: () => void
}

/** A button that opens a list of commands; arrow keys move, typing a letter jumps, Escape closes. */
export function Menu({ label, items, trigger, align = 'start' }: MenuProps) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const close = (): void => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <>
      {trigger({
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? id : undefined,
        ref: button,
        onClick: () => setOpen(!isOpen),
      })}
      {isOpen && <MenuList id={id} label={label} items={items} align={align} anchor={button} onClose={close} />}
    </>
  )
}

interface MenuListProps {
  id: string
  label: string
  items: readonly MenuItem[]
  align: 'start' | 'end'
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

/** The list alone, for a menu that has no button of its own. */
export function MenuList({ id, label, items, align, anchor, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: -9999, top: 0 })
  useLayoutEffect(() => {
    const element = list.current
    const around = anchor.current?.getBoundingClientRect()
    if (!element || !around) return
    const { width, height } = element.getBoundingClientRect()
    const left = align === 'start' ? around.left : around.right - width
    const below = around.bottom + 4
    const top = below + height > window.innerHeight - 8 ? Math.max(8, around.top - height - 4) : below
    setPlace({ left: Math.max(8, Math.min(left, window.innerWidth - width - 8)), top })
    entries(element)[0]?.focus()
  }, [align, anchor])
  useOutsidePress(list, anchor, onClose)
  return createPortal(
    <div
      ref={list}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className="menu scroll"
      style={place}
      onKeyDown={(event) => moveInMenu(event, onClose)}
    >
      {items.map((item) => (
        <MenuRow key={item.id} item={item} onClose={onClose} />
      ))}
    </div>,
    anchor.current?.closest('dialog') ?? document.body,
  )
}

function MenuRow({ item, onClose }: { item: MenuItem; onClose: () => void }) {
  const Icon = item.icon
  const isChoice = item.isChecked !== undefined
  return (
    <>
      {item.startsGroup && <hr className="menu__line" />}
      <button
        type="button"
        role={!isChoice ? 'menuitem' : item.isOneOf ? 'menuitemradio' : 'menuitemcheckbox'}
        {...(isChoice ? { 'aria-checked': item.isChecked } : {})}
        aria-disabled={item.isDisabled || undefined}
        tabIndex={-1}
        className={classNames('menu__item', item.isDanger && 'menu__item--danger')}
        data-testid={item.testId}
        onClick={() => {
          if (item.isDisabled) return
          onClose()
          item.onSelect()
        }}
      >
        <span className="menu__icon">
          {isChoice
            ? item.isChecked && <Check size={15} aria-hidden />
            : Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />}
        </span>
        <span className="menu__text">
          {item.label}
          {item.detail && <span className="menu__detail">{item.detail}</span>}
        </span>
        {item.keys && <Keys combo={item.keys} />}
      </button>
    </>
  )
}

function entries(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[role^="menuitem"]')]
}

function moveInMenu(event: KeyboardEvent<HTMLElement>, onClose: () => void): void {
  const all = entries(event.currentTarget)
  const at = all.findIndex((entry) => entry.matches(':focus'))
  const go = (index: number): void => all[(index + all.length) % all.length]?.focus()
  event.stopPropagation()
  if (event.key === 'ArrowDown') go(at + 1)
  else if (event.key === 'ArrowUp') go(at < 0 ? -1 : at - 1)
  else if (event.key === 'Home') go(0)
  else if (event.key === 'End') go(-1)
  else if (event.key === 'Escape' || event.key === 'Tab') onClose()
  else if (event.key.length === 1 && /\S/.test(event.key) && !event.ctrlKey && !event.metaKey) {
    const later = [...all.slice(at + 1), ...all.slice(0, at + 1)]
    later.find((entry) => entry.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus()
  } else return
  event.preventDefault()
}

function useOutsidePress(
  inside: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  onPress: () => void,
): void {
  const latest = useRef(onPress)
  useEffect(() => {
    latest.current = onPress
  })
  useEffect(() => {
    const onDown = (event: PointerEvent): void => {
      const target = event.target
      if (!(target instanceof Node)) return
      if (!inside.current?.contains(target) && !anchor.current?.contains(target)) latest.current()
    }
    document.addEventListener('pointerdown', onDown, true)
    return () => document.removeEventListener('pointerdown', onDown, true)
  }, [inside, anchor])
}
