/** What goes on paper instead of the page: the design as a picture, and the report of its run. Made when the browser prints. */
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { designPicture, pictureText } from '../export/design-picture'
import { t } from '../i18n/language'
import { ReportView } from '../results/ReportView'
import { applyTheme } from '../shell/theme'
import { useDesign } from '../stores/design'
import { useRun } from '../stores/run'
import { TID } from '../test-ids'
import '../results/results.css'
import './print.css'

export function PrintSheet() {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes the page as it stands when these return.
    const begin = (): void => {
      // Paper is white, whatever the theme.
      document.documentElement.dataset['theme'] = 'light'
      flushSync(() => setPrinting(true))
    }
    const end = (): void => {
      setPrinting(false)
      applyTheme()
    }
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting ? <Sheet /> : null
}

function Sheet() {
  const design = useDesign((state) => state.design)
  const report = useRun((state) => (state.isReportCurrent ? state.report : null))
  const hasReport = useRun((state) => state.report !== null)
  const { svg } = designPicture(design, report, { theme: 'light', hasBackground: false, hasPolicies: true })
  return (
    <article className="print-sheet" data-testid={TID.printSheet}>
      <h1>{design.name}</h1>
      <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={pictureText(design)} />
      {hasReport ? <ReportView /> : <p>{t('This design has not been run to its end.')}</p>}
    </article>
  )
}
