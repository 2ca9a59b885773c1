/** The design as a picture with the words of the page on it: parameters, or what a run found. */
import { blockOf } from '../../blocks/registry'
import type { Block, Design } from '../../design/design'
import { type FaceLine, type Picture, type PictureOptions, pictureOf } from '../../design/svg/picture'
import type { Report } from '../../simulation/report'
import { idleLines, multiplicity } from '../canvas/face'
import { t } from '../i18n/language'
import { formatDuration, formatNumber, formatShare } from '../ui/format'

/** The picture; with a report its blocks show what they did, without one what they are set to. */
export function designPicture(
  design: Design,
  report: Report | null,
  options: Pick<PictureOptions, 'theme' | 'hasBackground' | 'hasPolicies'>,
): Picture {
  return pictureOf(design, {
    ...options,
    say: t,
    description: pictureText(design),
    suffixOf: ({ params }) => multiplicity(params),
    linesOf: (block) => (report === null ? parameterLines(block) : resultLines(block, report)),
  })
}

/** The picture in a few words, for who cannot see it. */
export function pictureText({ name, blocks, connections }: Design): string {
  return t('{name}: {blocks} blocks and {connections} connections', {
    name,
    blocks: blocks.length,
    connections: connections.length,
  })
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
