import { formatNumber } from '../ui/format'
import type { FamilyData, MemberData, VectorData } from './data'
import { FigureView } from './FigureView'
import { MemberSection } from './MemberSection'
import { Passages } from './Passages'
import { hashOf } from './place'
import { filesOf, passedOf } from './recorded'

/** A family: what it decides, its members at work side by side and in a table, and then each of them. */
export function FamilyPage({ family }: { family: FamilyData }) {
  const { passed, cases } = passedOf(family)
  return (
    <article>
      <header className="family__head">
        <h1 tabIndex={-1}>{family.name}</h1>
        <p className="family__decides">{family.decides}</p>
        <p className="family__facts">
          {formatNumber(family.members.length)} algorithms
          {cases > 0 && `, ${formatNumber(passed)} of ${formatNumber(cases)} recorded cases pass`}
        </p>
      </header>
      {family.figures
        .filter((figure) => figure.members.length > 1)
        .map((figure) => (
          <FigureView key={figure.id} figure={figure} members={family.members} />
        ))}
      <section aria-label="The members side by side">
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
            <th scope="col">Algorithm</th>
            <th scope="col">What it decides</th>
            <th scope="col">Parameters</th>
            <th scope="col">Cases</th>
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
                  <a href={hashOf(family.id, member.id)}>{member.label}</a>
                </th>
                <td className="table__words">{member.help}</td>
                <td className="table__words">
                  {Object.values(member.fields)
                    .map(({ label }) => label.toLowerCase())
                    .join(', ') || 'none'}
                </td>
                <td>{files.length > 0 ? `${sum((file) => file.passed)} of ${sum((file) => file.cases)}` : '–'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Building blocks that no parameter chooses. */
function Parts({ family }: { family: FamilyData }) {
  return (
    <section className="parts">
      <h2>Beside them</h2>
      <p className="parts__about">Building blocks of the family that no parameter chooses.</p>
      <dl>
        {family.parts.map(({ id, summary, source, notes }) => (
          <div key={id} className="parts__one">
            <dt>{id.replaceAll('-', ' ')}</dt>
            <dd>
              <p>{summary}</p>
              <details>
                <summary>How it works</summary>
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
  const labelOf = (id: string): string => members.find((member) => member.id === id)?.label ?? id
  return (
    <section className="recorded">
      <h2>Recorded behaviour</h2>
      <p className="parts__about">What the originals did, case by case, and whether the algorithms here do the same.</p>
      <div className="scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Recorded from</th>
              <th scope="col">Checks</th>
              <th scope="col">Pass</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.file}>
                <th scope="row">
                  <code>{file.file}</code>
                </th>
                <td className="table__words">{file.provenance}</td>
                <td className="table__words">{file.members.map(labelOf).join(', ') || 'functions beside them'}</td>
                <td>
                  {file.passed} of {file.cases}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
