import { t } from '../i18n/language'
import { TID } from '../test-ids'
import { formatNumber } from '../ui/format'
import type { ReferenceData } from './data'
import { hashOf } from './place'
import { passedOf } from './recorded'

/** The way in: every family, what it decides, and how much of it was checked. */
export function FamilyList({ data }: { data: ReferenceData }) {
  const { families } = data
  const members = families.reduce((sum, family) => sum + family.members.length, 0)
  const totals = families.map(passedOf)
  const passed = totals.reduce((sum, total) => sum + total.passed, 0)
  const cases = totals.reduce((sum, total) => sum + total.cases, 0)
  return (
    <article>
      <header className="family__head">
        <h1 tabIndex={-1}>{t('Algorithms')}</h1>
        <p className="family__decides">
          {t(
            'What runs inside the blocks, and what you can run here by itself. Each follows an implementation or a paper that it names, and says where it differs. {members} algorithms in {families} families.',
            { members: formatNumber(members), families: formatNumber(families.length) },
          )}
        </p>
        <p className="family__facts" data-testid={TID.referenceTotals}>
          {t(
            '{passed} of {cases} recorded cases pass: behaviour of the originals, replayed when this page was built.',
            { passed: formatNumber(passed), cases: formatNumber(cases) },
          )}
        </p>
      </header>
      <ul className="families">
        {families.map((family) => (
          <li key={family.id}>
            <a className="families__card" href={hashOf(family.id)}>
              <h2>{t(family.name)}</h2>
              <p>{t(family.decides)}</p>
              <p className="families__names">{family.members.map(({ label }) => t(label)).join(' · ')}</p>
            </a>
          </li>
        ))}
      </ul>
    </article>
  )
}
