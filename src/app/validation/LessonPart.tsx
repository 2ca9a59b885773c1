import type { Lesson } from '../../design/examples/lessons/lesson'
import { parseDesign } from '../../design/schema'
import { sentence, t } from '../i18n/language'
import { TID } from '../test-ids'
import { formatQuantity } from '../ui/format'
import { Acts, Outcome } from './parts'
import { useValidation } from './store'

/** One lesson: what it claims, what its variants did here, and whether the claim holds. */
export function LessonPart({ lesson }: { lesson: Lesson }) {
  const finding = useValidation((state) => state.lessons[lesson.id])
  const { id, name, summary, variants } = lesson
  return (
    <section className="validation__part" aria-labelledby={`lesson-${id}`} data-testid={`${TID.validationItem}${id}`}>
      <h3 id={`lesson-${id}`}>
        {t(name)} <Outcome holds={finding?.holds ?? null} words={[t('holds'), t('does not hold')]} />
      </h3>
      <p className="validation__about">{t(summary)}</p>
      {finding && (
        <>
          <p className="validation__claim">{sentence(finding.sentence)}</p>
          <div className="validation__wide scroll">
            <table className="figures validation__variants">
              <caption className="visually-hidden">{t('{what}: figures of its variants', { what: t(name) })}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('Figure')}</th>
                  {finding.variants.map(({ label }) => (
                    <th key={label} scope="col">
                      {t(label)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {finding.figures.map((figure, index) => (
                  <tr key={figure.name}>
                    <th scope="row">{t(figure.name)}</th>
                    {finding.variants.map(({ label, means }) => (
                      <td key={label}>{formatQuantity(means[index], figure.unit)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <Acts
        item={{ kind: 'lesson', id }}
        name={t(name)}
        designs={variants.map(({ label, design }) => ({ label: t(label), design: () => parseDesign(design).design }))}
      />
    </section>
  )
}
