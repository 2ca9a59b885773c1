import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startLanguage } from '../i18n/language'
import { applyTheme } from '../shell/theme'
import '../styles/tokens.css'
import '../styles/base.css'
import '../ui/controls.css'
import '../ui/fields.css'
import '../shell/top-bar.css'
import { ReferencePage } from './ReferencePage'

async function start(): Promise<void> {
  const root = document.getElementById('root')
  if (!root) return
  applyTheme()
  await startLanguage(() => import('../i18n/zh-cn/reference'))
  createRoot(root).render(
    <StrictMode>
      <ReferencePage />
    </StrictMode>,
  )
}

void start()

/** Paper is white, whatever the theme. */
window.addEventListener('beforeprint', () => {
  document.documentElement.dataset['theme'] = 'light'
  for (const details of document.querySelectorAll('details')) details.open = true
})
window.addEventListener('afterprint', applyTheme)
