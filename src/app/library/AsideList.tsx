import { Download, Trash2 } from 'lucide-react'
import { sentence, t } from '../i18n/language'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { removeAside } from './database'
import type { Aside } from './records'
import { saveAside } from './rescue'
import { momentWords } from './when'

/** Records that could not be read, as they were found. */
export function AsideList({ records, onChange }: { records: readonly Aside[]; onChange: () => void }) {
  return (
    <ul className="library__rows">
      {records.map((record) => (
        <li key={record.key} className="library__row" data-testid={TID.libraryAside}>
          <div className="library__row-words">
            <b>{record.name}</b>
            <p className="library__note">
              {t('Found damaged on {when}.', { when: momentWords(record.foundAt) })} {sentence(record.reason)}
            </p>
          </div>
          <Button icon={Download} onClick={() => saveAside(record)}>
            {t('Save as it is')}
          </Button>
          <Button icon={Trash2} onClick={() => void removeAside(record.key).then(onChange)}>
            {t('Remove')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
