import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { InvariantReport } from '../../simulation/report'
import { sentence, t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { runStore, useRun } from '../stores/run'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { targetName } from './fault-text'
import { invariantName } from './objective-text'

/** What must hold, broken ones first. */
export function Invariants() {
  const report = useRun((state) => state.report)
  const status = useRun((state) => state.status)
  if (report === null) {
    return (
      <div className="results__side">
        <p className="results__hint">
          {t(
            "Invariants appear here when the run ends: conservation, Little's law, and what each block promises, such as one holder of a lock at a time.",
          )}
        </p>
        {(status === 'paused' || status === 'running') && (
          <Button onClick={() => void runStore.report()}>{t('Check the run so far')}</Button>
        )}
      </div>
    )
  }
  const ordered = [...report.invariants].sort((a, b) => Number(a.holds) - Number(b.holds))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="results__side scroll" tabIndex={0} aria-label={t('Invariants')}>
      <InvariantList invariants={ordered} />
    </section>
  )
}

/** Invariants as a list, each with what it is about. */
export function InvariantList({ invariants }: { invariants: readonly InvariantReport[] }) {
  const design = useDesign((state) => state.design)
  if (invariants.length === 0) return <p className="results__hint">{t('This run had nothing to check.')}</p>
  return (
    <ul className="invariants">
      {invariants.map(({ id, target, holds, isEngineCheck, detail }) => {
        const Icon = holds ? CircleCheck : TriangleAlert
        const isBlock = design.blocks.some((block) => block.id === target)
        return (
          <li
            key={`${id} ${target}`}
            className={`invariants__item invariants__item--${holds ? 'holds' : 'broken'}`}
            data-testid={`${TID.invariant}${id}`}
            data-holds={holds}
          >
            <Icon size={15} strokeWidth={1.75} aria-hidden />
            <span className="invariants__word">{holds ? t('holds') : t('broken')}</span>
            <span className="invariants__name">{invariantName(id)}</span>
            {target !== null && isBlock && (
              <button type="button" className="invariants__target" onClick={() => viewStore.select([target])}>
                {targetName(design, target)}
              </button>
            )}
            {target !== null && !isBlock && <span>{targetName(design, target)}</span>}
            <span className="invariants__detail">
              {withShortNumbers(sentence(detail))}
              {!holds && isEngineCheck && ` ${t('This is a defect of the simulation itself: please report it.')}`}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

const SHORT = new Intl.NumberFormat('en', { maximumSignificantDigits: 8 })

/** Sums come with all their digits; nobody reads more than eight. */
function withShortNumbers(text: string): string {
  return text.replace(/\d+(\.\d+)?(e[+-]?\d+)?/g, (number) => SHORT.format(Number(number)))
}
