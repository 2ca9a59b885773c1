import { listed, plural, t } from '../i18n/language'
import { formatNumber } from '../ui/format'
import type { FamilyData, MemberData, VectorData } from './data'
import { FigureView } from './FigureView'
import { MemberSection } from './MemberSection'
import { Passages } from './Passages'
import { hashOf } from './place'
import { filesOf, passedOf } from './recorded'
import { inSentence } from './words'

/** A family: what it decides, its members at work side by side and in a table, and then each of them. */
export function FamilyPage({ family }: { family: FamilyData }) {
  const { passed, cases } = passedOf(family)
  const algorithms = plural(family.members.length, { one: '{count} algorithm', other: '{count} algorithms' })
  return (
    <article>
      <header className="family__head">
        <h1 tabIndex={-1}>{t(family.name)}</h1>
        <p className="family__decides">{t(family.decides)}</p>
        <p className="family__facts">
          {cases === 0
            ? algorithms
            : t('{algorithms}, {passed} of {cases} recorded cases pass', {
                algorithms,
                passed: formatNumber(passed),
                cases: formatNumber(cases),
              })}
        </p>
      </header>
      {family.figures
        .filter((figure) => figure.members.length > 1)
        .map((figure) => (
          <FigureView key={figure.id} figure={figure} members={family.members} />
        ))}
      <section aria-label={t('The members side by side')}>
        <Overview family={family} />
      </section>
      {family.members.map((member) => (
        <MemberSection key={member.id} family={family} member={member} />
      ))}
      {family.parts.length > 0 && <Parts family={family} />}
      {family.vectors.length > 0 && <Recorded files={family.vectors} members={family.members} />}
    </article>
  )
}

function Overview({ family }: { family: FamilyData }) {
  return (
    <div className="scroll">
      <table className="table overview">
        <thead>
          <tr>
            <th scope="col">{t('Algorithm')}</th>
            <th scope="col">{t('What it decides')}</th>
            <th scope="col">{t('Parameters')}</th>
            <th scope="col">{t('Cases')}</th>
          </tr>
        </thead>
        <tbody>
          {family.members.map((member) => {
            const files = filesOf(family, member)
            const sum = (pick: (file: VectorData) => number): number =>
              files.reduce((total, file) => total + pick(file), 0)
            return (
              <tr key={member.id}>
                <th scope="row">
                  <a href={hashOf(family.id, member.id)}>{t(member.label)}</a>
                </th>
                <td className="table__words">{t(member.help)}</td>
                <td className="table__words">
                  {listed(Object.values(member.fields).map(({ label }) => inSentence(label))) || t('none')}
                </td>
                <td>
                  {files.length > 0
                    ? ofAll(
                        sum((file) => file.passed),
                        sum((file) => file.cases),
                      )
                    : '–'}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function ofAll(passed: number, cases: number): string {
  return t('{passed} of {cases}', { passed: formatNumber(passed), cases: formatNumber(cases) })
}

/** Building blocks that no parameter chooses. */
function Parts({ family }: { family: FamilyData }) {
  return (
    <section className="parts">
      <h2>{t('Beside them')}</h2>
      <p className="parts__about">{t('Building blocks of the family that no parameter chooses.')}</p>
      <dl>
        {family.parts.map(({ id, summary, source, notes }) => (
          <div key={id} className="parts__one">
            <dt>{t(id.replaceAll('-', ' '))}</dt>
            <dd>
              <p>{t(summary)}</p>
              <details>
                <summary>{t('How it works')}</summary>
                <Passages notes={[...notes, { term: 'Source', text: source }]} />
              </details>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Recorded({ files, members }: { files: readonly VectorData[]; members: readonly MemberData[] }) {
  const labelOf = (id: string): string => t(members.find((member) => member.id === id)?.label ?? id)
  return (
    <section className="recorded">
      <h2>{t('Recorded behaviour')}</h2>
      <p className="parts__about">
        {t('What the originals did, case by case, and whether the algorithms here do the same.')}
      </p>
      <div className="scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('File')}</th>
              <th scope="col">{t('Recorded from')}</th>
              <th scope="col">{t('Checks')}</th>
              <th scope="col">{t('Pass')}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.file}>
                <th scope="row">
                  <code>{file.file}</code>
                </th>
                <td className="table__words">{file.provenance}</td>
                <td className="table__words">{listed(file.members.map(labelOf)) || t('functions beside them')}</td>
                <td>{ofAll(file.passed, file.cases)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
