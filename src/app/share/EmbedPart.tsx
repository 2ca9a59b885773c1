import { t } from '../i18n/language'
import { TID } from '../test-ids'
import { embedSnippet } from './snippet'
import { TextOut } from './TextOut'

/** The design for another page: it can be run there, and not changed. */
export function EmbedPart({ link, name }: { link: string; name: string }) {
  return (
    <div className="share">
      <TextOut
        label={t('HTML to embed the design')}
        text={embedSnippet(link, name)}
        file={{ name: `${name}.html`, type: 'text/html' }}
        textTestId={TID.shareEmbed}
        rows={5}
      />
      <p className="share__note">
        {t(
          'Shows the design with the controls of the run. Nothing can be changed there, nothing is saved, and the page around it cannot look in.',
        )}
      </p>
    </div>
  )
}
