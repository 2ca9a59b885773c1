import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { PictureTheme } from '../../design/svg/palette'
import { t } from '../i18n/language'
import { downloadBlob, downloadText } from '../share/deliver'
import { useDesign } from '../stores/design'
import { useRun } from '../stores/run'
import { notify, useView } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { formatNumber } from '../ui/format'
import { Select } from '../ui/Select'
import { Switch } from '../ui/Switch'
import { designPicture, pictureText } from './design-picture'
import { drawableScale, pngOf } from './png'

const THEMES = [
  { id: 'light', label: 'light' },
  { id: 'dark', label: 'dark' },
] as const

/** Pixels of the PNG for each of the picture. */
const PNG_SCALE = 2

/** The design as a picture. */
export function ImagePart() {
  const design = useDesign((state) => state.design)
  const report = useRun((state) => (state.isReportCurrent ? state.report : null))
  const [theme, setTheme] = useState<PictureTheme>(useView((state) => state.resolvedTheme))
  const [hasBackground, setBackground] = useState(true)
  const [hasPolicies, setPolicies] = useState(true)
  const [isWithResults, setWithResults] = useState(false)
  const results = isWithResults ? report : null
  const picture = useMemo(
    () => designPicture(design, results, { theme, hasBackground, hasPolicies }),
    [design, theme, hasBackground, hasPolicies, results],
  )
  const savePng = async (): Promise<void> => {
    try {
      const { svg, width, height } = picture
      downloadBlob(`${design.name}.png`, await pngOf(svg, width, height, drawableScale(width, height, PNG_SCALE)))
    } catch (error) {
      notify({ kind: 'error', text: error instanceof Error ? error.message : 'The picture could not be made' })
    }
  }
  return (
    <>
      <div className="export__options">
        <Field label={t('Colours')}>
          {(ids) => (
            <Select
              {...ids}
              value={theme}
              options={THEMES.map(({ id, label }) => ({ id, label: t(label) }))}
              onChange={setTheme}
            />
          )}
        </Field>
        <Field label={t('Background')}>
          {(ids) => <Switch {...ids} isOn={hasBackground} onChange={setBackground} />}
        </Field>
        <Field label={t('Policies on wires')}>
          {(ids) => <Switch {...ids} isOn={hasPolicies} onChange={setPolicies} />}
        </Field>
        {report !== null && (
          <Field label={t('Results in blocks')}>
            {(ids) => <Switch {...ids} isOn={isWithResults} onChange={setWithResults} />}
          </Field>
        )}
      </div>
      <div className="export__picture">
        <img
          src={`data:image/svg+xml,${encodeURIComponent(picture.svg)}`}
          alt={pictureText(design)}
          data-testid={TID.exportPicture}
        />
      </div>
      <div className="text-out__actions">
        <Button
          variant="primary"
          icon={Download}
          data-testid={TID.exportSvg}
          onClick={() => downloadText(`${design.name}.svg`, picture.svg, 'image/svg+xml')}
        >
          {t('Save as SVG')}
        </Button>
        <Button icon={Download} data-testid={TID.exportPng} onClick={() => void savePng()}>
          {t('Save as PNG')}
        </Button>
        <span className="share__note">
          {t('{width} × {height}, drawn from the design; the PNG is twice as large.', {
            width: formatNumber(picture.width),
            height: formatNumber(picture.height),
          })}
        </span>
      </div>
    </>
  )
}
