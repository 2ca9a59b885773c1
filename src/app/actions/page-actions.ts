import {
  BookOpen,
  Command,
  Contrast,
  FilePlus2,
  FileUp,
  Languages,
  ListTree,
  Monitor,
  Moon,
  Search,
  Signpost,
  Sun,
  TextSearch,
} from 'lucide-react'
import { emptyDesign } from '../../design/empty'
import { currentLanguage, LANGUAGES, type Language, setLanguage, t } from '../i18n/language'
import { reviewImport } from '../share/incoming'
import { designStore } from '../stores/design'
import { type LeftTab, notify, type Theme, useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { tourStore } from '../tour/tour-state'
import { focusWhenShown } from '../ui/focus-when-shown'
import type { Action } from './action'
import { FIRST } from './first-actions'

const THEMES: readonly [Theme, string, Action['icon']][] = [
  ['system', 'Theme of the system', Monitor],
  ['light', 'Light theme', Sun],
  ['dark', 'Dark theme', Moon],
]

/** Each by its own name, for who cannot read the present one. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' }

function speak(language: Language): void {
  setLanguage(language).then(
    // The page is drawn anew.
    () => focusWhenShown(`[data-testid="${TID.moreButton}"]`),
    () => notify({ kind: 'error', text: 'That language could not be loaded. Try again when there is a network.' }),
  )
}

/** Shows one side of the left panel and puts the keyboard there, once it is drawn. */
function goToLeft(tab: LeftTab, selector: string): void {
  viewStore.setCollapsed('palette', false)
  viewStore.setLeftTab(tab)
  focusWhenShown(selector)
}

export const pageActions: readonly Action[] = [
  FIRST.undo,
  FIRST.redo,
  {
    id: 'new',
    label: 'New design',
    group: 'Design',
    icon: FilePlus2,
    run: () => {
      designStore.open({ ...emptyDesign(), name: t('Untitled') }, 'New design', null)
      viewStore.selectNothing()
    },
  },
  FIRST.open,
  {
    id: 'import',
    label: 'Import…',
    words: 'json mermaid',
    group: 'Design',
    keys: ['i'],
    icon: FileUp,
    run: () => reviewImport('', 'The text'),
  },
  FIRST.export,
  FIRST.share,
  FIRST.library,
  FIRST.gallery,
  {
    id: 'find-block',
    label: 'Find a kind of block to add',
    group: 'Page',
    keys: ['/'],
    icon: Search,
    run: () => goToLeft('blocks', `[data-testid="${TID.paletteSearch}"]`),
  },
  {
    id: 'find',
    label: 'Find in this design…',
    group: 'Page',
    keys: ['mod+f'],
    icon: TextSearch,
    worksInFields: true,
    run: () => viewStore.openDialog('find'),
  },
  {
    id: 'outline',
    label: 'Outline of the design',
    group: 'Page',
    keys: ['o'],
    icon: ListTree,
    run: () => goToLeft('outline', `[data-testid="${TID.outline}"] [tabindex="0"]`),
  },
  {
    id: 'commands',
    label: 'Commands…',
    group: 'Page',
    keys: ['mod+k', 'mod+/', 'mod+shift+p'],
    icon: Command,
    worksInFields: true,
    isHidden: true,
    run: () => viewStore.openDialog('commands'),
  },
  FIRST.shortcuts,
  { id: 'tour', label: 'Tour of the page', group: 'Page', icon: Signpost, run: () => tourStore.goTo(0) },
  {
    id: 'reference',
    label: 'About the algorithms',
    group: 'Page',
    icon: BookOpen,
    run: () => window.open('./reference.html', '_blank', 'noopener'),
  },
  ...THEMES.map(
    ([theme, label, icon]): Action => ({
      id: `theme-${theme}`,
      label,
      group: 'Page',
      ...(icon ? { icon } : {}),
      isChecked: () => useView.getState().theme === theme,
      isOneOf: true,
      run: () => viewStore.setTheme(theme),
    }),
  ),
  {
    id: 'theme-contrast',
    label: 'High contrast',
    words: 'theme',
    group: 'Page',
    icon: Contrast,
    isChecked: () => useView.getState().isContrastHigh,
    run: () => viewStore.setContrastHigh(!useView.getState().isContrastHigh),
  },
  ...LANGUAGES.map(
    (language): Action => ({
      id: `language-${language}`,
      label: LANGUAGE_NAMES[language],
      words: 'language 语言',
      group: 'Page',
      icon: Languages,
      isChecked: () => currentLanguage() === language,
      isOneOf: true,
      run: () => speak(language),
    }),
  ),
]
