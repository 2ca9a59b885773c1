import { Info, OctagonAlert, TriangleAlert, X } from 'lucide-react'
import { sentence, t } from '../i18n/language'
import { useView, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button, IconButton } from '../ui/Button'

const ICONS = { info: Info, warning: TriangleAlert, error: OctagonAlert }

/** What went wrong and what next, above the canvas until it is closed. */
export function BannerBar() {
  const banner = useView((state) => state.banner)
  if (!banner) return null
  const Icon = ICONS[banner.kind]
  return (
    <div className={`banner banner--${banner.kind}`} role="alert" data-testid={TID.banner}>
      <Icon className="banner__icon" size={16} aria-hidden />
      <div className="banner__text">
        <strong>{sentence(banner.title)}</strong>
        {banner.lines.map((line) => (
          <p key={line}>{sentence(line)}</p>
        ))}
      </div>
      {banner.action && <Button onClick={banner.action.run}>{sentence(banner.action.label)}</Button>}
      <IconButton label={t('Close')} icon={X} size="small" onClick={viewStore.closeBanner} />
    </div>
  )
}
