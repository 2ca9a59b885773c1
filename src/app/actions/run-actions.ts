import { BadgeCheck, FlaskConical, Pause, Play, RotateCcw, StepForward } from 'lucide-react'
import { isGoingOn, runStore, useRun } from '../stores/run'
import { viewStore } from '../stores/view'
import type { Action } from './action'

const isRunning = (): boolean => isGoingOn(useRun.getState())

export const runActions: readonly Action[] = [
  {
    id: 'run',
    label: 'Run or pause',
    group: 'Run',
    keys: ['shift+enter'],
    icon: Play,
    worksInFields: true,
    run: () => void (isRunning() ? runStore.pause() : runStore.start()),
  },
  {
    id: 'pause',
    label: 'Pause',
    group: 'Run',
    icon: Pause,
    isHidden: true,
    isEnabled: isRunning,
    run: () => void runStore.pause(),
  },
  {
    id: 'step',
    label: 'Step to the next request',
    group: 'Run',
    keys: ['.'],
    icon: StepForward,
    run: () => void runStore.step(),
  },
  {
    id: 'reset',
    label: 'Back to the start',
    group: 'Run',
    keys: ['shift+backspace'],
    icon: RotateCcw,
    run: () => void runStore.reset(),
  },
  {
    id: 'experiments',
    label: 'Experiments…',
    group: 'Run',
    keys: ['x'],
    icon: FlaskConical,
    run: () => viewStore.openDialog('experiments'),
  },
  {
    id: 'validation',
    label: 'Validation and lessons…',
    group: 'Run',
    icon: BadgeCheck,
    run: () => viewStore.openDialog('validation'),
  },
]
