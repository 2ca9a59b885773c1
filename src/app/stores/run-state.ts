/** What the page knows about the run: status, clock, report. Written by the run controller alone. */
import { create } from 'zustand'
import type { Change } from '../../design/scenario'
import type { Finding } from '../../simulation/findings/finding'
import type { Speed } from '../../simulation/protocol'
import type { Report, RunOutcome } from '../../simulation/report'

/** `idle` stands at the beginning; `paused` somewhere after it. */
export type RunState = 'idle' | 'loading' | 'paused' | 'running' | 'finished' | 'failed'

/** What came of the result digest that a link carried. `other-version` was made by another version of the simulation. */
export type DigestCheck = 'none' | 'pending' | 'reproduced' | 'not-reproduced' | 'other-version' | 'edited'

/** A result that a link promises. */
export interface ExpectedResult {
  digest: string
  engineVersion: string
}

export interface RunStoreState {
  status: RunState
  /** Whether it goes on once it can, as was asked for by a person or by how the design was opened. */
  isMeantToRun: boolean
  nowMs: number
  /** [ms] end of arrivals in the design that is open. */
  durationMs: number
  /** Speed asked for; null is as fast as possible. */
  speed: Speed
  /** Simulated milliseconds per wall-clock millisecond lately. */
  achievedSpeed: number
  events: number
  completed: number
  failed: number
  inFlight: number
  outcome: RunOutcome | null
  /** Why the run failed, or what was done about it; fit to show. */
  message: string | null
  report: Report | null
  /** What the report says of the design. */
  findings: readonly Finding[]
  /** Whether the report is about the design on screen. */
  isReportCurrent: boolean
  digestCheck: DigestCheck
  /** Parameters changed during this run. */
  recorded: readonly Change[]
}

export const INITIAL_RUN: RunStoreState = {
  status: 'idle',
  isMeantToRun: false,
  nowMs: 0,
  durationMs: 0,
  speed: 5,
  achievedSpeed: 0,
  events: 0,
  completed: 0,
  failed: 0,
  inFlight: 0,
  outcome: null,
  message: null,
  report: null,
  findings: [],
  isReportCurrent: false,
  digestCheck: 'none',
  recorded: [],
}

export const useRun = create<RunStoreState>(() => INITIAL_RUN)

/** Whether the run goes on, or will as soon as it can: what a person can do about it then is to pause it. */
export function isGoingOn({ status, isMeantToRun }: RunStoreState): boolean {
  return status === 'running' || (isMeantToRun && (status === 'idle' || status === 'loading'))
}
