import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Keys } from './Keys'
import './overlays.css'

interface Tip {
  text: string
  keys: string | null
  target: Element
}

const DELAY_MS = 450

/**
 * One tooltip for the whole page: any element with `data-tip` (and `data-keys`) has it, on hover and on keyboard focus.
 * It repeats the accessible name or adds the keys, so it is hidden from screen readers.
 */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null)
  useTipEvents(setTip)
  return tip && createPortal(<TipBox key={tip.text} tip={tip} />, document.body)
}

function useTipEvents(setTip: (tip: Tip | null) => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hide = (): void => {
      clearTimeout(timer)
      setTip(null)
    }
    const show = (at: EventTarget | null, delay: number): void => {
      const target = at instanceof Element ? at.closest('[data-tip]') : null
      clearTimeout(timer)
      const text = target?.getAttribute('data-tip')
      // Under an open menu's button stand its entries, which it would cover.
      if (target && text && !target.matches('[aria-haspopup="menu"][aria-expanded="true"]')) {
        // A control with a help of its own: the sentence first, then what is accepted.
        const help = document.getElementById(/\S+-help/.exec(target.getAttribute('aria-describedby') ?? '')?.[0] ?? '')
        const keys = target.getAttribute('data-keys')
        timer = setTimeout(() => setTip({ text: help ? `${help.textContent} ${text}` : text, keys, target }), delay)
      } else setTip(null)
    }
    const onOver = (event: PointerEvent): void => {
      if (event.pointerType === 'mouse') show(event.target, DELAY_MS)
    }
    const onFocus = ({ target, relatedTarget }: FocusEvent): void => {
      if (!(target instanceof Element) || !target.matches(':focus-visible')) return
      // A dialog that closes gives the focus back; nobody has gone to what gets it.
      const isReturn = relatedTarget instanceof Element && relatedTarget.closest('dialog') && !target.closest('dialog')
      if (!isReturn) show(target, 0)
    }
    document.addEventListener('pointerover', onOver)
    document.addEventListener('pointerdown', hide, true)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('focusout', hide)
    document.addEventListener('keydown', hide, true)
    document.addEventListener('scroll', hide, true)
    return () => {
      hide()
      document.removeEventListener('pointerover', onOver)
      document.removeEventListener('pointerdown', hide, true)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('keydown', hide, true)
      document.removeEventListener('scroll', hide, true)
    }
  }, [setTip])
}

function TipBox({ tip }: { tip: Tip }) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: -9999, top: 0 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const around = tip.target.getBoundingClientRect()
    const { width, height } = element.getBoundingClientRect()
    const below = around.bottom + 6
    const top = below + height > window.innerHeight - 4 ? around.top - height - 6 : below
    const middle = around.left + around.width / 2 - width / 2
    setPlace({ left: Math.max(4, Math.min(middle, window.innerWidth - width - 4)), top })
  }, [tip])
  return (
    <div ref={box} className="tooltip" style={place} aria-hidden>
      {tip.text}
      {tip.keys && <Keys combo={tip.keys} />}
    </div>
  )
}
