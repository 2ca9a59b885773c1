/** What is selected, open and where it stands on screen. Never part of a design or a link. */
import { create } from 'zustand'
import { readStored, writeStored } from './stored'

export type Theme = 'system' | 'light' | 'dark'
export type PanelId = 'palette' | 'inspector' | 'results'
/** What the left panel shows: kinds to add, or what is there. */
export type LeftTab = 'blocks' | 'outline'
export type InspectorTab = 'configure' | 'live' | 'learn'

/** Dialogs and sheets; at most one is open. */
export type DialogId =
  | 'share'
  | 'export'
  | 'library'
  | 'gallery'
  | 'experiments'
  | 'validation'
  | 'shortcuts'
  | 'commands'
  | 'connect'
  | 'find'
  | 'replace'

export type ToastKind = 'info' | 'success' | 'warning' | 'error'

export interface ToastAction {
  label: string
  run: () => void
}

export interface ToastInput {
  kind: ToastKind
  text: string
  action?: ToastAction
  /** What it is about: it takes the place of one about the same, whatever that said. */
  topic?: string
}

export interface Toast extends ToastInput {
  id: number
}

/** A message that stays above the canvas until it is closed. */
export interface Banner {
  kind: 'info' | 'warning' | 'error'
  title: string
  lines: string[]
  action?: ToastAction
  /** It says why something could not be opened, which no longer matters once something else is. */
  isAboutOpening?: boolean
}

export interface Selection {
  blocks: readonly string[]
  connections: readonly string[]
  /** Groups and comments. */
  marks: readonly string[]
}

export interface ViewState {
  selection: Selection
  theme: Theme
  resolvedTheme: 'light' | 'dark'
  /** Chosen here; the system may ask for it as well. */
  isContrastHigh: boolean
  collapsed: Readonly<Record<PanelId, boolean>>
  /** The panel over the canvas where there is room for one at a time. */
  sheet: PanelId | null
  dialog: DialogId | null
  inspectorTab: InspectorTab
  leftTab: LeftTab
  toasts: readonly Toast[]
  banner: Banner | null
  isSnapping: boolean
  isMinimapShown: boolean
  /** Said once by screen readers. */
  announcement: string
  /** How many there were, so that the same words can be said again. */
  announced: number
}

const NOTHING_SELECTED: Selection = { blocks: [], connections: [], marks: [] }

export const useView = create<ViewState>(() => ({
  selection: NOTHING_SELECTED,
  theme: readStored('theme', ['system', 'light', 'dark'] as const, 'system'),
  resolvedTheme: 'light',
  isContrastHigh: readStored('contrast', ['high', 'usual'] as const, 'usual') === 'high',
  collapsed: {
    palette: readStored('palette', ['open', 'collapsed'] as const, 'open') === 'collapsed',
    inspector: readStored('inspector', ['open', 'collapsed'] as const, 'open') === 'collapsed',
    results: readStored('results', ['open', 'collapsed'] as const, 'open') === 'collapsed',
  },
  sheet: null,
  dialog: null,
  inspectorTab: 'configure',
  leftTab: readStored('left', ['blocks', 'outline'] as const, 'blocks'),
  toasts: [],
  banner: null,
  isSnapping: readStored('snap', ['on', 'off'] as const, 'on') === 'on',
  isMinimapShown: readStored('minimap', ['on', 'off'] as const, 'on') === 'on',
  announcement: '',
  announced: 0,
}))

const KINDS_SELECTED = ['blocks', 'connections', 'marks'] as const

let nextToast = 1
/** What is told when the error before it is closed. */
let nextBanner: Banner | null = null

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index])
}

export const viewStore = {
  select(blocks: readonly string[], connections: readonly string[] = [], marks: readonly string[] = []): void {
    const next = { blocks, connections, marks }
    const { selection } = useView.getState()
    if (KINDS_SELECTED.every((kind) => sameIds(selection[kind], next[kind]))) return
    useView.setState({ selection: next })
  },

  selectNothing(): void {
    viewStore.select([], [])
  },

  setTheme(theme: Theme): void {
    writeStored('theme', theme)
    useView.setState({ theme })
  },

  setContrastHigh(isContrastHigh: boolean): void {
    writeStored('contrast', isContrastHigh ? 'high' : 'usual')
    useView.setState({ isContrastHigh })
  },

  /** What the chosen theme comes to on this screen. */
  resolveTheme(resolvedTheme: 'light' | 'dark'): void {
    useView.setState({ resolvedTheme })
  },

  setCollapsed(panel: PanelId, isCollapsed: boolean): void {
    const { collapsed, sheet } = useView.getState()
    if (!isCollapsed) viewStore.setSheet(panel)
    else if (sheet === panel) viewStore.setSheet(null)
    if (collapsed[panel] === isCollapsed) return
    writeStored(panel, isCollapsed ? 'collapsed' : 'open')
    useView.setState({ collapsed: { ...collapsed, [panel]: isCollapsed } })
  },

  togglePanel(panel: PanelId): void {
    viewStore.setCollapsed(panel, !useView.getState().collapsed[panel])
  },

  /** Where there is room for one panel at a time, this one lies over the canvas. Not remembered. */
  setSheet(sheet: PanelId | null): void {
    useView.setState({ sheet })
  },

  openDialog(dialog: DialogId): void {
    useView.setState({ dialog })
  },

  closeDialog(): void {
    useView.setState({ dialog: null })
  },

  setInspectorTab(inspectorTab: InspectorTab): void {
    useView.setState({ inspectorTab })
  },

  setLeftTab(leftTab: LeftTab): void {
    writeStored('left', leftTab)
    useView.setState({ leftTab })
  },

  setSnapping(isSnapping: boolean): void {
    writeStored('snap', isSnapping ? 'on' : 'off')
    useView.setState({ isSnapping })
  },

  setMinimap(isMinimapShown: boolean): void {
    writeStored('minimap', isMinimapShown ? 'on' : 'off')
    useView.setState({ isMinimapShown })
  },

  announce(announcement: string): void {
    useView.setState(({ announced }) => ({ announcement, announced: announced + 1 }))
  },

  /** An error stays until it is closed; what is only worth knowing waits behind it. */
  showBanner(banner: Banner): void {
    const { banner: shown } = useView.getState()
    if (shown?.kind === 'error' && banner.kind === 'info') nextBanner = banner
    else useView.setState({ banner })
  },

  /** What a banner says is no longer so, whether it is shown or waits. */
  withdrawBanner(banner: Banner): void {
    if (nextBanner === banner) nextBanner = null
    if (useView.getState().banner === banner) viewStore.closeBanner()
  },

  closeBanner(): void {
    useView.setState({ banner: nextBanner })
    nextBanner = null
  },

  dismiss(id: number): void {
    useView.setState((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) }))
  },
}

/** Shows a short message in the corner for a few seconds. The same text is not shown twice at once, nor two about one topic. */
export function notify(input: ToastInput): void {
  const { toasts } = useView.getState()
  const others = toasts.filter(({ text, topic }) => text !== input.text && (!topic || topic !== input.topic))
  useView.setState({ toasts: [...others, { ...input, id: nextToast++ }].slice(-3) })
}
