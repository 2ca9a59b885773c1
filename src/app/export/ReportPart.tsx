import { useEffect, useState } from 'react'
import { parseDesign } from '../../design/schema'
import { t } from '../i18n/language'
import { TextOut } from '../share/TextOut'
import { addressOf, sharedDesign } from '../share/use-link'
import { useRun } from '../stores/run'
import { TID } from '../test-ids'
import { reportMarkdown } from './report-markdown'

/** Design and run as a document. */
export function ReportPart() {
  const report = useRun((state) => (state.isReportCurrent ? state.report : null))
  const findings = useRun((state) => state.findings)
  const [design] = useState(sharedDesign)
  const [text, setText] = useState<string | null>(null)
  useEffect(() => {
    let isCurrent = true
    void addressOf(design, report, null).then((link) => {
      if (isCurrent) setText(reportMarkdown({ design, report, findings, warnings: parseDesign(design).warnings, link }))
    })
    return () => {
      isCurrent = false
    }
  }, [design, report, findings])
  return (
    <>
      <p className="share__note">
        {report === null
          ? t('Run the design to its end to have its results in the report.')
          : t('Diagram, findings, results with their intervals, every parameter, and the link to run it again.')}
      </p>
      <TextOut
        label={t('Report as Markdown')}
        text={text ?? ''}
        file={{ name: `${design.name} report.md`, type: 'text/markdown' }}
        textTestId={TID.exportReport}
        downloadTestId={TID.exportReportDownload}
      />
    </>
  )
}
