import { Pause, Play, RotateCcw, SlidersHorizontal, StepForward } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Speed } from '../../simulation/protocol'
import { sentence, t, text } from '../i18n/language'
import { useDesign } from '../stores/design'
import { liveFigures } from '../stores/live-figures'
import { isGoingOn, runStore, useRun } from '../stores/run'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { formatClock } from '../ui/format'
import { Select } from '../ui/Select'
import './run-controls.css'
import { deferred } from '../ui/deferred'

const RunSettings = deferred(() => import('./RunSettings').then((module) => module.RunSettings))

const SPEEDS: readonly Exclude<Speed, null>[] = [0.1, 0.5, 1, 2, 5, 10, 30, 100]
const FASTEST = 'max'

const SPEED_OPTIONS = [
  ...SPEEDS.map((speed) => ({ id: String(speed), label: `${speed}×` })),
  { id: FASTEST, label: text('max##speed') },
]

/** Run, pause, step, reset, speed, the clock and what the run is set to. */
export function RunControls() {
  const status = useRun((state) => state.status)
  const speed = useRun((state) => state.speed)
  const isEmpty = useDesign((state) => state.design.blocks.length === 0)
  const isPause = useRun(isGoingOn)
  return (
    <fieldset className="run-controls" aria-label={t('Run')} data-testid={TID.runControls}>
      <div className="button-group">
        {isPause ? (
          <Button
            variant="primary"
            icon={Pause}
            keys="shift+enter"
            tip={t('Pause')}
            className="run-controls__main"
            data-testid={TID.pauseButton}
            onClick={() => void runStore.pause()}
          >
            {t('Pause')}
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={Play}
            keys="shift+enter"
            tip={status === 'finished' ? t('Run again from the beginning') : t('Run')}
            className="run-controls__main"
            data-testid={TID.runButton}
            disabled={isEmpty}
            onClick={() => void runStore.start()}
          >
            {t('Run')}
          </Button>
        )}
        <Button
          icon={StepForward}
          tip={t('Go on until the next request ends')}
          keys="."
          data-testid={TID.stepButton}
          disabled={isEmpty || status === 'loading'}
          onClick={() => void runStore.step()}
        >
          {t('Step##the run')}
        </Button>
        <Button
          icon={RotateCcw}
          tip={t('Back to the beginning')}
          keys="shift+backspace"
          data-testid={TID.resetButton}
          disabled={isEmpty || status === 'idle' || status === 'loading'}
          onClick={(event) => {
            // There is nothing to reset then, and what is disabled keeps no focus.
            event.currentTarget.parentElement?.querySelector('button')?.focus()
            void runStore.reset()
          }}
        >
          {t('Reset')}
        </Button>
      </div>
      <span className="run-controls__speed">
        <Select
          label={t('Speed: simulated time for each second of yours')}
          testId={TID.speedSelect}
          value={speed === null ? FASTEST : String(speed)}
          options={SPEED_OPTIONS.map(({ id, label }) => ({ id, label: t(label) }))}
          onChange={(id) => void runStore.setSpeed(id === FASTEST ? null : Number(id))}
        />
      </span>
      <Clock />
      <SettingsButton />
      <StatusWord />
    </fieldset>
  )
}

/** Simulated time, written straight into the page ten times a second. */
function Clock() {
  const text = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const write = (): void => {
      if (text.current !== null) text.current.textContent = formatClock(liveFigures.clock().nowMs)
    }
    write()
    return liveFigures.subscribeClock(write)
  }, [])
  return (
    <span
      ref={text}
      className="run-controls__clock"
      data-testid={TID.clock}
      role="timer"
      aria-label={t('Simulated time')}
    />
  )
}

function SettingsButton() {
  const [isOpen, setOpen] = useState(false)
  const durationMs = useDesign((state) => state.design.scenario.durationMs)
  const seed = useDesign((state) => state.design.seed)
  return (
    <>
      <Button
        variant="quiet"
        icon={SlidersHorizontal}
        className="run-controls__settings"
        tip={t('Duration, warm-up and seed')}
        data-testid={TID.runSettingsButton}
        onClick={() => setOpen(true)}
      >
        {t('of {length} · seed {seed}', { length: formatClock(durationMs, durationMs % 1000 === 0), seed })}
      </Button>
      {isOpen && <RunSettings onClose={() => setOpen(false)} />}
    </>
  )
}

const WORDS = {
  idle: 'ready',
  loading: 'preparing',
  paused: 'paused',
  running: 'running',
  finished: 'finished',
  failed: 'cannot run',
} as const

/** The state of the run for screen readers; sighted people see it from the buttons and the clock. */
function StatusWord() {
  const status = useRun((state) => state.status)
  const message = useRun((state) => state.message)
  return (
    <span className="visually-hidden" role="status" data-testid={TID.runStatus} data-status={status}>
      {t('Simulation {state}', { state: t(WORDS[status]) })}
      {message !== null && `: ${sentence(message)}`}
    </span>
  )
}
