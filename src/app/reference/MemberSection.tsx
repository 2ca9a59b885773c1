import { Link2 } from 'lucide-react'
import { t } from '../i18n/language'
import { rich } from '../i18n/rich'
import { TID } from '../test-ids'
import type { FamilyData, MemberData } from './data'
import { FigureView } from './FigureView'
import { ParameterTable } from './ParameterTable'
import { Passages } from './Passages'
import { hashOf } from './place'
import { filesOf } from './recorded'
import { UseLink } from './UseLink'

/** One algorithm: what it decides and how, its parameters, where it comes from, how it was checked, and itself at work. */
export function MemberSection({ family, member }: { family: FamilyData; member: MemberData }) {
  const files = filesOf(family, member)
  const figures = family.figures.filter((figure) => figure.members.some(({ id }) => id === member.id))
  return (
    <section className="member" aria-labelledby={member.id} data-testid={TID.member + member.id}>
      <h2 id={member.id} tabIndex={-1}>
        {t(member.label)}
        <a
          className="member__link"
          href={hashOf(family.id, member.id)}
          aria-label={t('Link to {algorithm}', { algorithm: t(member.label) })}
        >
          <Link2 size={14} aria-hidden />
        </a>
      </h2>
      <p className="member__help">{t(member.help)}</p>
      <p className="formula">{t(member.formula)}</p>
      {figures.map((figure) => (
        <FigureView key={figure.id} figure={figure} members={family.members} only={member} />
      ))}
      <ParameterTable fields={member.fields} rules={member.rules} />
      <dl className="facts">
        <div>
          <dt>{t('Source')}</dt>
          <dd>
            {member.sourceUrl === null ? (
              t(member.source)
            ) : (
              <a href={member.sourceUrl} rel="noreferrer">
                {t(member.source)}
              </a>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('Differs from it')}</dt>
          <dd>{member.deviations === '' ? t('In nothing that is known.') : t(member.deviations)}</dd>
        </div>
        <div>
          <dt>{t('Recorded cases')}</dt>
          <dd>
            {files.length === 0
              ? t('None were recorded; it is held against the laws of its family.')
              : files.map((file) => (
                  <span key={file.file} className="facts__file">
                    {rich('{passed} of {cases} pass in {file}', {
                      passed: file.passed,
                      cases: file.cases,
                      file: <code>{file.file}</code>,
                    })}
                  </span>
                ))}
          </dd>
        </div>
        <div>
          <dt>{t('Chosen in')}</dt>
          <dd>
            {member.uses.length === 0
              ? t('No parameter chooses it.')
              : member.uses.map((use) => (
                  <UseLink key={`${use.owner} ${use.path.join('.')}`} use={use} member={member} />
                ))}
          </dd>
        </div>
      </dl>
      {member.notes.length > 0 && (
        <details className="member__notes">
          <summary>{t('How it works')}</summary>
          <Passages notes={member.notes} />
        </details>
      )}
    </section>
  )
}
