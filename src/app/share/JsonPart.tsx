import { useState } from 'react'
import { serializeDesign } from '../../design/serialize'
import { plural, t } from '../i18n/language'
import { TID } from '../test-ids'
import { Field } from '../ui/Field'
import { Switch } from '../ui/Switch'
import { TextOut } from './TextOut'
import { sharedDesign } from './use-link'

/** The design as the file that the headless runner reads. */
export function JsonPart() {
  const [design] = useState(sharedDesign)
  const changes = design.scenario.changes.length
  const [isFull, setFull] = useState(false)
  return (
    <>
      <div className="export__options">
        <Field
          label={t('Write defaults too')}
          help={t('Parameters that stand at their defaults are left out otherwise.')}
        >
          {(ids) => <Switch {...ids} isOn={isFull} onChange={setFull} />}
        </Field>
        <p className="share__note">{t('The same file runs headless: npm run -s simulate -- design.json')}</p>
        {changes > 0 && (
          <p className="share__note">
            {plural(changes, {
              one: 'It replays the change of parameters made while running.',
              other: 'It replays the {count} changes of parameters made while running.',
            })}
          </p>
        )}
      </div>
      <TextOut
        label={t('Design as JSON')}
        text={serializeDesign(design, { omitDefaults: !isFull })}
        file={{ name: `${design.name}.json`, type: 'application/json' }}
        textTestId={TID.jsonText}
        downloadTestId={TID.jsonDownload}
      />
    </>
  )
}
