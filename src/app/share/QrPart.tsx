import { Download } from 'lucide-react'
import { t } from '../i18n/language'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { downloadText } from './deliver'
import { drawQr, QR_CAPACITY, QR_EASY, qrSvg } from './qr'

/** The link as a code to point a telephone at; dark on light in either theme, because some readers want it so. */
export function QrPart({ link, name }: { link: string; name: string }) {
  const drawing = drawQr(link)
  if (drawing === null) {
    return (
      <p className="share__result share__result--bad" role="status">
        {t('The link is longer than the {most} characters that a code can hold. Send the file instead.', {
          most: QR_CAPACITY,
        })}
      </p>
    )
  }
  return (
    <div className="qr">
      <svg
        className="qr__code"
        width={sideOf(drawing.size)}
        viewBox={`0 0 ${drawing.size} ${drawing.size}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label={t('Code of the link')}
        data-testid={TID.shareQr}
      >
        <path d={drawing.path} />
      </svg>
      <div className="qr__words">
        <p className="share__note">
          {link.length > QR_EASY
            ? t('A long link makes a fine code: hold the camera close, or save the code and show it large.')
            : t('Point a camera at it.')}
        </p>
        <Button icon={Download} onClick={() => downloadText(`${name} code.svg`, qrSvg(drawing), 'image/svg+xml')}>
          {t('Save the code')}
        </Button>
      </div>
    </div>
  )
}

/** [px] whole pixels for each module, so that none is wider than another. */
function sideOf(modules: number): number {
  return modules * Math.max(2, Math.floor(320 / modules))
}
