/** Colours of pictures: those of the page, as literals, because a picture has no style sheet to ask. */

export interface Palette {
  bg: string
  panel: string
  line: string
  ink: string
  'ink-2': string
  'ink-3': string
  accent: string
  wire: string
  'line-2': string
  'slow-weak': string
}

export type PictureTheme = 'light' | 'dark'

export const PALETTES: Readonly<Record<PictureTheme, Palette>> = {
  light: {
    bg: '#f5f5f2',
    panel: '#ffffff',
    line: '#e3e3dd',
    'line-2': '#c9c9c1',
    ink: '#1a1d21',
    'ink-2': '#50565e',
    'ink-3': '#636972',
    accent: '#2a58c8',
    wire: '#b9b9b0',
    'slow-weak': '#fbf0dc',
  },
  dark: {
    bg: '#13161a',
    panel: '#1a1e23',
    line: '#2b3138',
    'line-2': '#444c57',
    ink: '#e7e9ec',
    'ink-2': '#abb2bc',
    'ink-3': '#959da8',
    accent: '#7ea5f8',
    wire: '#474f5a',
    'slow-weak': '#382c15',
  },
}
