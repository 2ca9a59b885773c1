import { Lightbulb, TriangleAlert } from 'lucide-react'
import { sentence, t } from '../i18n/language'
import { useDesign } from '../stores/design'
import { useRun } from '../stores/run'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { targetName } from './fault-text'

/** What the run says of the design, in words; each finding leads to the place it is about. */
export function Findings() {
  const findings = useRun((state) => state.findings)
  const design = useDesign((state) => state.design)
  if (findings.length === 0) return null
  const show = (target: string): void => {
    const isBlock = design.blocks.some((block) => block.id === target)
    viewStore.select(isBlock ? [target] : [], isBlock ? [] : [target])
  }
  return (
    <section className="report__part">
      <h3>{t('Findings')}</h3>
      <ul className="findings" data-testid={TID.findings}>
        {findings.map(({ id, target, severity, text, evidence }) => {
          const Icon = severity === 'serious' ? TriangleAlert : Lightbulb
          return (
            <li key={`${id} ${target}`} className={`findings__item findings__item--${severity}`} data-finding={id}>
              <Icon size={15} strokeWidth={1.75} aria-hidden />
              <div>
                <p>{sentence(text)}</p>
                <p className="findings__foot">
                  {target !== null && (
                    <button type="button" className="invariants__target" onClick={() => show(target)}>
                      {targetName(design, target)}
                    </button>
                  )}
                  <span>{t('from {paths}', { paths: evidence.join(', ') })}</span>
                </p>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
