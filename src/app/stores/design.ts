/**
 * The document and its history. Every change goes through {@link designStore}: it keeps what stood before, so that it can be
 * undone, and tells the autosave. Designs are immutable; parts that did not change are shared between revisions.
 */
import { create } from 'zustand'
import { type Design, FORMAT } from '../../design/design'
import type { Change } from '../../design/scenario'
import { isSound } from './sound'

/** Most steps that can be undone. */
export const HISTORY_LIMIT = 500

/** [ms] commits with the same `merge` key at most this far apart are one step. */
export const MERGE_WINDOW_MS = 1000

export type SaveState = 'saved' | 'saving' | 'unsaved' | 'failed'

export interface DesignState {
  design: Design
  /** Grows by one with every change, undo and redo included. */
  revision: number
  /** The revision that the browser holds. */
  savedRevision: number
  saveState: SaveState
  /** False while what is on screen came by a link and has not been changed: then it is not saved over local work. */
  isOwn: boolean
  undoLabel: string | null
  redoLabel: string | null
}

interface Step {
  label: string
  before: Design
  after: Design
  /** Whether the document belonged to this browser before the step. */
  wasOwn: boolean
  merge: string | null
  at: number
}

interface CommitOptions {
  /** Commits with the same key in quick succession become one step, as when a value is held down or nudged. */
  merge?: string
}

/** A design without anything in it. */
export function emptyDesign(name = 'Untitled'): Design {
  return {
    format: FORMAT,
    name,
    seed: 1,
    scenario: { durationMs: 60_000, warmupMs: 5000, drainMs: 5000, faults: [], changes: [] },
    blocks: [],
    connections: [],
    objectives: [],
  }
}

export const useDesign = create<DesignState>(() => ({
  design: emptyDesign(),
  revision: 0,
  savedRevision: 0,
  saveState: 'saved',
  isOwn: true,
  undoLabel: null,
  redoLabel: null,
}))

let undoSteps: Step[] = []
let redoSteps: Step[] = []

function show(design: Design, isOwn: boolean): void {
  useDesign.setState((state) => ({
    design,
    isOwn,
    revision: state.revision + 1,
    saveState: isOwn ? 'unsaved' : state.saveState,
    undoLabel: undoSteps.at(-1)?.label ?? null,
    redoLabel: redoSteps.at(-1)?.label ?? null,
  }))
}

function push(step: Step): void {
  const last = undoSteps.at(-1)
  const isMerged =
    last !== undefined && step.merge !== null && last.merge === step.merge && step.at - last.at < MERGE_WINDOW_MS
  if (isMerged) undoSteps[undoSteps.length - 1] = { ...step, before: last.before, wasOwn: last.wasOwn }
  else undoSteps.push(step)
  if (undoSteps.length > HISTORY_LIMIT) undoSteps = undoSteps.slice(-HISTORY_LIMIT)
  redoSteps = []
}

export const designStore = {
  /** The present design. */
  get(): Design {
    return useDesign.getState().design
  },

  /** Changes the design as one step that can be undone. Returns false when nothing changed or the result would not be sound. */
  commit(label: string, change: (design: Design) => Design, options: CommitOptions = {}): boolean {
    const { design: before, isOwn } = useDesign.getState()
    const after = change(before)
    if (after === before || !isSound(after)) return false
    push({ label, before, after, wasOwn: isOwn, merge: options.merge ?? null, at: performance.now() })
    show(after, true)
    return true
  },

  /** Replaces the whole design, as one step that can be undone. */
  open(design: Design, label: string): boolean {
    return designStore.commit(label, () => design)
  },

  /** Shows a design at start: nothing to undo. One that came by a link is not saved until it is changed. */
  load(design: Design, isOwn: boolean): void {
    undoSteps = []
    redoSteps = []
    show(design, isOwn)
    if (isOwn) designStore.markSaved(useDesign.getState().revision)
  },

  /** Adds to the record of live changes, as part of the step that made the change. */
  recordChange(change: Change): void {
    const { design, isOwn } = useDesign.getState()
    const changes = [...design.scenario.changes, change].sort((one, other) => one.atMs - other.atMs)
    const after = { ...design, scenario: { ...design.scenario, changes } }
    const last = undoSteps.at(-1)
    if (last) undoSteps[undoSteps.length - 1] = { ...last, after }
    show(after, isOwn)
  },

  undo(): void {
    const step = undoSteps.pop()
    if (!step) return
    redoSteps.push(step)
    show(step.before, step.wasOwn)
  },

  redo(): void {
    const step = redoSteps.pop()
    if (!step) return
    undoSteps.push({ ...step, merge: null })
    show(step.after, true)
  },

  /** Takes a design that came by a link as one's own, so that it is saved. */
  adopt(): void {
    useDesign.setState({ isOwn: true, saveState: 'unsaved' })
  },

  markSaving(): void {
    useDesign.setState({ saveState: 'saving' })
  },

  markSaved(revision: number): void {
    useDesign.setState((state) => ({
      savedRevision: revision,
      saveState: state.revision === revision ? 'saved' : 'unsaved',
    }))
  },

  markSaveFailed(): void {
    useDesign.setState({ saveState: 'failed' })
  },
}
