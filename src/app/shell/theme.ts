import { useEffect } from 'react'
import { useView, viewStore } from '../stores/view'

const DARK = '(prefers-color-scheme: dark)'
const MORE_CONTRAST = '(prefers-contrast: more)'

/** Puts theme and contrast on the page before anything is drawn. */
export function applyTheme(): void {
  const { theme, isContrastHigh } = useView.getState()
  const resolved = theme === 'system' ? (matchMedia(DARK).matches ? 'dark' : 'light') : theme
  document.documentElement.dataset['theme'] = resolved
  document.documentElement.dataset['contrast'] = isContrastHigh || matchMedia(MORE_CONTRAST).matches ? 'more' : 'usual'
  viewStore.resolveTheme(resolved)
}

/** Follows the system and the choice of the person. */
export function useTheme(): void {
  const theme = useView((state) => state.theme)
  const isContrastHigh = useView((state) => state.isContrastHigh)
  // biome-ignore lint/correctness/useExhaustiveDependencies: applyTheme reads what changed
  useEffect(() => {
    applyTheme()
    const queries = [DARK, MORE_CONTRAST].map((query) => matchMedia(query))
    for (const query of queries) query.addEventListener('change', applyTheme)
    return () => {
      for (const query of queries) query.removeEventListener('change', applyTheme)
    }
  }, [theme, isContrastHigh])
}
