/** Five steps through the page for newcomers, offered once and taken when they like. Loaded after the page is there. */
import { ArrowLeft, ArrowRight, Signpost, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { t } from '../i18n/language'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button, IconButton } from '../ui/Button'
import { focusWhenShown } from '../ui/focus-when-shown'
import { type Box, placeBeside } from './place'
import { STEPS, type TourStep } from './steps'
import { tourStore, useTour } from './tour-state'
import './tour.css'

/** Frames for which a step follows its target. */
const SETTLING_FRAMES = 45

/** The step that is shown, or the offer to begin. */
export function Tour() {
  const { step, isKnown } = useTour()
  const shown = step === null ? undefined : STEPS[step]
  if (step !== null && shown) return <Step index={step} step={shown} />
  return isKnown ? null : <Offer />
}

/** Ends the tour with what it has opened over the canvas put away. */
function end(): void {
  tourStore.end()
  viewStore.setSheet(null)
}

/** Out of the way while something is selected, which on a phone has its bar there. */
function Offer() {
  const isSelecting = useView(({ selection }) => Object.values(selection).some(({ length }) => length > 0))
  if (isSelecting) return null
  return (
    <aside className="tour-offer" aria-label={t('Tour')} data-testid={TID.tourOffer}>
      <Button variant="quiet" icon={Signpost} onClick={() => tourStore.goTo(0)}>
        {t('New here? Five steps')}
      </Button>
      <IconButton label={t('No tour')} icon={X} size="small" variant="plain" onClick={tourStore.end} />
    </aside>
  )
}

function Step({ index, step }: { index: number; step: TourStep }) {
  const card = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ target: Box | null; left: number; top: number } | null>(null)
  useLayoutEffect(() => {
    if (step.panel !== null) viewStore.setCollapsed(step.panel, false)
    const move = (): void => {
      const box = card.current?.getBoundingClientRect()
      const target = document.querySelector(`[data-testid="${step.testId}"]`)?.getBoundingClientRect() ?? null
      const room = { width: window.innerWidth, height: window.innerHeight }
      if (box) setPlace({ target, ...placeBeside(target, box, room) })
    }
    // A panel that has just been opened, and perhaps loaded, takes its place in one of the next frames.
    let left = SETTLING_FRAMES
    let frame = 0
    const settle = (): void => {
      move()
      if (left-- > 0) frame = requestAnimationFrame(settle)
    }
    settle()
    window.addEventListener('resize', move)
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('resize', move)
    }
  }, [step])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step has the keyboard on what leads on
  useEffect(() => focusWhenShown(`[data-testid="${TID.tour}"] [data-first]`), [step])
  const [isTouched] = useState(() => matchMedia('(pointer: coarse)').matches)
  const isLast = index === STEPS.length - 1
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') end()
    else if (event.key === 'ArrowRight' && !isLast) tourStore.goTo(index + 1)
    else if (event.key === 'ArrowLeft' && index > 0) tourStore.goTo(index - 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      {place?.target && <div className="tour-ring" style={ringOf(place.target)} aria-hidden="true" />}
      <div
        ref={card}
        className="tour"
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        data-testid={TID.tour}
        style={place ? { left: place.left, top: place.top } : { visibility: 'hidden' }}
        onKeyDown={onKeyDown}
      >
        <p className="tour__count">{t('Step {step} of {steps}', { step: index + 1, steps: STEPS.length })}</p>
        <h2 id="tour-title">{t(step.title)}</h2>
        <p id="tour-text">{t(isTouched ? (step.touchText ?? step.text) : step.text)}</p>
        <div className="tour__buttons">
          <Button variant="quiet" onClick={end}>
            {isLast ? t('Close') : t('Skip the tour')}
          </Button>
          <span className="tour__moves">
            {index > 0 && (
              <IconButton
                label={t('Back')}
                icon={ArrowLeft}
                variant="plain"
                onClick={() => tourStore.goTo(index - 1)}
              />
            )}
            {isLast ? (
              <Button variant="primary" data-first onClick={end}>
                {t('Start building')}
              </Button>
            ) : (
              <Button variant="primary" icon={ArrowRight} data-first onClick={() => tourStore.goTo(index + 1)}>
                {t('Next')}
              </Button>
            )}
          </span>
        </div>
      </div>
    </>
  )
}

/** A frame around the target, a little inside the window where the target ends with it. */
function ringOf({ left, top, width, height }: Box) {
  const right = Math.min(left + width, window.innerWidth - 2)
  const bottom = Math.min(top + height, window.innerHeight - 2)
  return {
    left: Math.max(left, 2),
    top: Math.max(top, 2),
    width: right - Math.max(left, 2),
    height: bottom - Math.max(top, 2),
  }
}
