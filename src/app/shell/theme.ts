import { useEffect } from 'react'
import { useView, viewStore } from '../stores/view'

const DARK = '(prefers-color-scheme: dark)'

/** Puts the theme on the page before anything is drawn. */
export function applyTheme(): void {
  const { theme } = useView.getState()
  const resolved = theme === 'system' ? (matchMedia(DARK).matches ? 'dark' : 'light') : theme
  document.documentElement.dataset['theme'] = resolved
  viewStore.resolveTheme(resolved)
}

/** Follows the system and the choice of the person. */
export function useTheme(): void {
  const theme = useView((state) => state.theme)
  // biome-ignore lint/correctness/useExhaustiveDependencies: applyTheme reads the theme that changed
  useEffect(() => {
    applyTheme()
    const query = matchMedia(DARK)
    query.addEventListener('change', applyTheme)
    return () => query.removeEventListener('change', applyTheme)
  }, [theme])
}
