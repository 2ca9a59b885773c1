import { useMemo } from 'react'
import { t } from '../i18n/language'
import { TextOut } from '../share/TextOut'
import { designStore } from '../stores/design'
import { liveFigures } from '../stores/live-figures'
import { TID } from '../test-ids'
import { csvOf } from './csv'

/** Every series of the run for a spreadsheet or a script. */
export function DataPart() {
  const frame = useMemo(() => liveFigures.series(), [])
  const text = useMemo(() => (frame === null ? null : csvOf(frame)), [frame])
  if (frame === null || text === null)
    return (
      <p className="share__note">{t('Run the design first: what the charts show over time can then be saved here.')}</p>
    )
  const { name, seed } = designStore.get()
  return (
    <>
      <p className="share__note">
        {t(
          'One row for each {window} ms of simulated time, one column for each series; empty where there is no value.',
          { window: frame.series.windowMs },
        )}{' '}
        {t('Columns have the names of the report in JSON, whatever the language.')}
      </p>
      <TextOut
        label={t('Series as CSV')}
        text={text}
        file={{ name: `${name} seed ${seed}.csv`, type: 'text/csv' }}
        textTestId={TID.exportCsv}
        downloadTestId={TID.exportCsvDownload}
      />
    </>
  )
}
