/** Which part of the validation is shown; remembered while the page is open. */
import { create } from 'zustand'

export type PanelId = 'published' | 'lessons'

export const usePanel = create<{ panel: PanelId }>(() => ({ panel: 'published' }))
