import { Languages } from 'lucide-react'
import { useState } from 'react'
import { currentLanguage, type Language, setLanguage, t } from '../i18n/language'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'

/** The other language, by its own name for who cannot read the present one. */
const OTHERS: Readonly<Record<Language, readonly [Language, string]>> = {
  en: ['zh-CN', '中文'],
  'zh-CN': ['en', 'English'],
}

/** Switches the language of the page, and of the app. */
export function LanguageButton() {
  const [isFailed, setFailed] = useState(false)
  const [other, name] = OTHERS[currentLanguage()]
  return (
    <>
      {isFailed && (
        <p className="ref-bar__problem" role="alert">
          {t('That language could not be loaded. Try again when there is a network.')}
        </p>
      )}
      <Button
        variant="plain"
        icon={Languages}
        className="ref-bar__language"
        lang={other}
        data-testid={TID.referenceLanguage}
        onClick={() =>
          setLanguage(other).then(
            () => setFailed(false),
            () => setFailed(true),
          )
        }
      >
        {name}
      </Button>
    </>
  )
}
