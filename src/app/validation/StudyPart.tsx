import type { CheckInfo, StudyInfo, Verdict } from '../../simulation/validation/study'
import { plusMinus } from '../experiments/plus-minus'
import { sentence, t } from '../i18n/language'
import { TID } from '../test-ids'
import { formatQuantity } from '../ui/format'
import { Acts, Outcome } from './parts'
import { useValidation } from './store'

/** One study: where its values come from, what they are, what was found here, and its designs. */
export function StudyPart({ study }: { study: StudyInfo }) {
  const verdicts = useValidation((state) => state.verdicts[study.id])
  const { id, title, about, source, designs, checks, runs } = study
  return (
    <section className="validation__part" aria-labelledby={`study-${id}`} data-testid={`${TID.validationItem}${id}`}>
      <h3 id={`study-${id}`}>{t(title)}</h3>
      <p className="validation__about">{t(about)}</p>
      <div className="validation__wide scroll">
        <table className="figures validation__figures">
          <caption className="visually-hidden">{t('{what}: values and findings', { what: t(title) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('Figure')}</th>
              <th scope="col" className="figures__text validation__kind">
                {t('Kind')}
              </th>
              <th scope="col">{t('Should be')}</th>
              <th scope="col">{t('Found, 99.9 % interval of {runs} runs', { runs })}</th>
              <th scope="col">{t('Outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check, index) => (
              <CheckRow key={check.name} check={check} verdict={verdicts?.[index]} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="validation__source">
        {source.url === undefined ? (
          source.title
        ) : (
          <a href={source.url} target="_blank" rel="noreferrer">
            {source.title}
          </a>
        )}
      </p>
      <Acts
        item={{ kind: 'study', id }}
        name={t(title)}
        designs={designs.map((design) => ({ label: sentence(design.name), design: () => design }))}
      />
    </section>
  )
}

function CheckRow({ check, verdict }: { check: CheckInfo; verdict: Verdict | undefined }) {
  const { name, tag, value, unit, allows, twin } = check
  const prefix = tag === 'bound' ? `${sentence(allows)} ` : ''
  return (
    <tr>
      <th scope="row">
        {sentence(name)}
        <span className="validation__twin validation__narrow">
          {t(tag)}, {sentence(allows)}
        </span>
        {twin !== null && (
          <span className="validation__twin">
            {t('not {value}: {theory}', { value: formatQuantity(twin.value, unit), theory: sentence(twin.theory) })}
          </span>
        )}
      </th>
      <td className="figures__text validation__kind">
        {t(tag)}
        {tag !== 'bound' && <span className="validation__twin">{sentence(allows)}</span>}
      </td>
      <td>
        {prefix}
        {formatQuantity(value, unit)}
      </td>
      <td>{verdict ? plusMinus(verdict.mean, verdict.halfWidth, unit) : '–'}</td>
      <td>
        <Outcome holds={verdict?.passes ?? null} words={[t('pass'), t('fail')]} />
        {verdict?.passes === false && <span className="validation__twin">{sentence(verdict.why)}</span>}
      </td>
    </tr>
  )
}
