/** Chinese texts of the page itself, one entry per file. */
import { pageCanvas } from './page-canvas'
import { pageExperiments } from './page-experiments'
import { pageGroups } from './page-groups'
import { pageInspector } from './page-inspector'
import { pageLibrary } from './page-library'
import { pageResults } from './page-results'
import { pageShare } from './page-share'
import { pageShell } from './page-shell'

export const PAGE_AREAS: readonly (readonly [area: string, words: { readonly [english: string]: string }])[] = [
  ['page-canvas', pageCanvas],
  ['page-experiments', pageExperiments],
  ['page-groups', pageGroups],
  ['page-inspector', pageInspector],
  ['page-library', pageLibrary],
  ['page-results', pageResults],
  ['page-share', pageShare],
  ['page-shell', pageShell],
]
