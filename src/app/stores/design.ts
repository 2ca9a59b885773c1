/**
 * The document and its history. Every change goes through {@link designStore}: it keeps what stood before, so that it can be
 * undone, and tells the autosave. Designs are immutable; parts that did not change are shared between revisions.
 */
import { create } from 'zustand'
import type { Design } from '../../design/design'
import { emptyDesign } from '../../design/empty'
import { placed } from '../edits/blocks'
import { isSound } from './sound'

/** Most steps that can be undone. */
export const HISTORY_LIMIT = 500

/** [ms] commits with the same `merge` key at most this far apart are one step. */
export const MERGE_WINDOW_MS = 1000

export type SaveState = 'saved' | 'unsaved' | 'failed'

export interface DesignState {
  design: Design
  /** Grows by one with every change, undo and redo included. */
  revision: number
  /** The revision that the browser holds. */
  savedRevision: number
  saveState: SaveState
  /**
   * The record in the library that the design is saved to. Null while it is an example or came by a link and has not been
   * changed: then nothing is saved, and the first change gives it a record of its own, so that it never replaces another. That
   * record it keeps when the change is undone.
   */
  documentId: string | null
  /** Grows whenever another document takes the place of the one before, by undoing or redoing such a step, too. */
  opening: number
  undoLabel: string | null
  redoLabel: string | null
  /** Why the design may not be changed here: another tab has it, or the page is embedded in another. Null when it may. */
  readOnly: ReadOnly | null
  /** Grows with every change that was refused because of that. */
  refusals: number
}

export type ReadOnly = 'other-tab' | 'embedded'

interface Step {
  label: string
  before: Design
  after: Design
  documentBefore: string | null
  documentAfter: string | null
  merge: string | null
  /** Whether another document was opened. */
  isOpening: boolean
  at: number
}

interface CommitOptions {
  /** Commits with the same key in quick succession become one step, as when a value is held down or nudged. */
  merge?: string
  /** The record that the result is saved to, where it is not the present one; null for a copy that is not kept until it is changed. */
  documentId?: string | null
}

export const useDesign = create<DesignState>(() => ({
  design: emptyDesign(),
  revision: 0,
  savedRevision: 0,
  saveState: 'saved',
  documentId: null,
  opening: 0,
  undoLabel: null,
  redoLabel: null,
  readOnly: null,
  refusals: 0,
}))

let undoSteps: Step[] = []
let redoSteps: Step[] = []

/** `isStored`: the browser holds it as it is, or it is not to be kept. `isOther`: it is not the document that was there. */
function show(design: Design, documentId: string | null, isOther: boolean, isStored = documentId === null): void {
  useDesign.setState(({ revision, savedRevision, opening }) => ({
    design,
    documentId,
    opening: isOther ? opening + 1 : opening,
    revision: revision + 1,
    savedRevision: isStored ? revision + 1 : savedRevision,
    saveState: isStored ? 'saved' : 'unsaved',
    undoLabel: undoSteps.at(-1)?.label ?? null,
    redoLabel: redoSteps.at(-1)?.label ?? null,
  }))
}

/** A new id for a record of the library; random so that two tabs never share one by accident. */
export function newDocumentId(): string {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return `${high.toString(36)}${low.toString(36)}`
}

function push(step: Step): void {
  const last = undoSteps.at(-1)
  const isMerged =
    last !== undefined && step.merge !== null && last.merge === step.merge && step.at - last.at < MERGE_WINDOW_MS
  if (isMerged) undoSteps[undoSteps.length - 1] = { ...step, before: last.before, documentBefore: last.documentBefore }
  else undoSteps.push(step)
  if (undoSteps.length > HISTORY_LIMIT) undoSteps = undoSteps.slice(-HISTORY_LIMIT)
  redoSteps = []
}

/** Whether the document may not be changed now; a refusal is counted. Another document may be opened all the same. */
function isRefused(target: string | null): boolean {
  const { readOnly, documentId } = useDesign.getState()
  if (readOnly === null || (readOnly === 'other-tab' && target !== documentId)) return false
  useDesign.setState((state) => ({ refusals: state.refusals + 1 }))
  return true
}

export const designStore = {
  /** The present design. */
  get(): Design {
    return useDesign.getState().design
  },

  /** Changes the design as one step that can be undone. Returns false when nothing changed or the result would not be sound. */
  commit(label: string, change: (design: Design) => Design, options: CommitOptions = {}): boolean {
    const { design: before, documentId } = useDesign.getState()
    const documentAfter = options.documentId === undefined ? (documentId ?? newDocumentId()) : options.documentId
    if (isRefused(documentAfter)) return false
    const after = change(before)
    if (after === before || !isSound(after)) return false
    const merge = options.merge ?? null
    // What a change gave a record stays in it when the change is undone; else the browser would hold the change for ever.
    const documentBefore = options.documentId === undefined ? documentAfter : documentId
    const isOpening = options.documentId !== undefined
    push({ label, before, after, documentBefore, documentAfter, merge, isOpening, at: performance.now() })
    show(after, documentAfter, isOpening)
    return true
  },

  /**
   * Puts another design in place of this one, as one step that can be undone; what was open stays in the library. With null for
   * the record it is a copy that is not kept until it is changed.
   */
  open(design: Design, label: string, documentId: string | null = newDocumentId()): boolean {
    return designStore.commit(label, () => placed(design), { documentId })
  },

  /** Shows a design at start, with nothing to undo. Without a document it is not saved until it is changed. */
  load(design: Design, documentId: string | null): void {
    undoSteps = []
    redoSteps = []
    show(placed(design), documentId, true, true)
  },

  undo(): void {
    const step = undoSteps.at(-1)
    if (!step || isRefused(step.documentBefore)) return
    undoSteps.pop()
    redoSteps.push(step)
    show(step.before, step.documentBefore, step.isOpening)
  },

  redo(): void {
    const step = redoSteps.at(-1)
    if (!step || isRefused(step.documentAfter)) return
    redoSteps.pop()
    undoSteps.push({ ...step, merge: null })
    show(step.after, step.documentAfter, step.isOpening)
  },

  setReadOnly(readOnly: ReadOnly | null): void {
    useDesign.setState({ readOnly })
  },

  /** Takes in what another tab saved of the present document. Nothing can be undone past it: the steps were not made here. */
  receive(design: Design): void {
    undoSteps = []
    redoSteps = []
    show(placed(design), useDesign.getState().documentId, false, true)
  },

  /** The document goes on in another record, its history with it. */
  moveTo(documentId: string): void {
    const { documentId: old } = useDesign.getState()
    const moved = (id: string | null): string | null => (id === old ? documentId : id)
    const move = (step: Step): Step => ({
      ...step,
      documentBefore: moved(step.documentBefore),
      documentAfter: moved(step.documentAfter),
    })
    undoSteps = undoSteps.map(move)
    redoSteps = redoSteps.map(move)
    useDesign.setState({ documentId })
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
