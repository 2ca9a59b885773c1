/** The five things that a newcomer is shown. */
import type { PanelId } from '../stores/view'
import { TID } from '../test-ids'

export interface TourStep {
  /** What is pointed at. */
  readonly testId: string
  /** The panel that it is in, which is shown first. */
  readonly panel: PanelId | null
  readonly title: string
  readonly text: string
  /** The text where there are fingers and no keys. */
  readonly touchText?: string
}

export const STEPS: readonly TourStep[] = [
  {
    testId: TID.palette,
    panel: 'palette',
    title: 'Build with blocks',
    text: 'Drag a block onto the canvas, or choose one and press Enter. Drag from port to port to wire two of them; C does it by keyboard.',
    touchText:
      'Tap a block to place it, and drag it where you want it. To wire two of them, tap a port of the first, then the second.',
  },
  {
    testId: TID.inspector,
    panel: 'inspector',
    title: 'Set up what is selected',
    text: 'Select a block or a connection: everything about it stands here, with units, ranges and what each setting does. Timeouts, retries and breakers belong to connections.',
  },
  {
    testId: TID.runControls,
    panel: null,
    title: 'Put it under load',
    text: 'Run, pause, step, or go as fast as possible. What you change while it runs takes effect at once, and is recorded.',
  },
  {
    testId: TID.results,
    panel: 'results',
    title: 'Watch it, and break it',
    text: 'Latency, throughput and breakers over simulated time. Put faults on the timeline, drag its handle to go back, and read in the report what limits the design.',
  },
  {
    testId: TID.shareButton,
    panel: null,
    title: 'Pass it on',
    text: 'A link holds design, seed and result: whoever opens it sees the same numbers. The gallery has lessons, and the menu experiments that put intervals on every figure.',
  },
]
