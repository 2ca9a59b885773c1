import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { blockOf } from '../../blocks/registry'
import type { Block } from '../../design/design'
import type { PictureTheme } from '../../design/svg/palette'
import { type FaceLine, pictureOf } from '../../design/svg/picture'
import type { Report } from '../../simulation/report'
import { idleLines, multiplicity } from '../canvas/face'
import { t } from '../i18n/language'
import { downloadBlob, downloadText } from '../share/deliver'
import { useDesign } from '../stores/design'
import { useRun } from '../stores/run'
import { notify, useView } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Field } from '../ui/Field'
import { formatDuration, formatNumber, formatShare } from '../ui/format'
import { Select } from '../ui/Select'
import { Switch } from '../ui/Switch'
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
    () =>
      pictureOf(design, {
        theme,
        hasBackground,
        hasPolicies,
        suffixOf: ({ params }) => multiplicity(params),
        linesOf: (block) => (results === null ? parameterLines(block) : resultLines(block, results)),
      }),
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
          alt={t('{name}: {blocks} blocks and {connections} connections', {
            name: design.name,
            blocks: design.blocks.length,
            connections: design.connections.length,
          })}
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

function parameterLines({ kind, params }: Block): FaceLine[] {
  const definition = blockOf(kind)
  return definition ? idleLines(definition, params) : []
}

function resultLines({ id, kind }: Block, { blocks, requests }: Report): FaceLine[] {
  const definition = blockOf(kind)
  const figures = blocks[id]
  if (definition === undefined || figures === undefined) return []
  if (definition.inPort === null) {
    return [
      ['p99', formatDuration(requests.latencyMs.p99)],
      [t('failed'), formatShare(requests.failed / Math.max(1, requests.offered))],
    ]
  }
  const arrivals: FaceLine = [t('calls'), formatNumber(figures.arrivals, true)]
  if (definition.servers === null) return [arrivals, [t('refused'), formatNumber(figures.rejected, true)]]
  return [
    [t('busy'), formatShare(figures.utilisation)],
    [t('queue'), formatNumber(figures.meanQueueLength, true)],
  ]
}
