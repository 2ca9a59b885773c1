import type { KeyboardEvent } from 'react'
import { t } from '../i18n/language'
import { TID } from '../test-ids'
import { classNames } from '../ui/class-names'
import { Select } from '../ui/Select'
import type { FamilyData, MemberData, ReferenceData } from './data'
import { hashOf } from './place'
import type { Found } from './search'

interface NavigationProps {
  data: ReferenceData
  family: FamilyData | null
  member: MemberData | null
  query: string
  found: readonly Found[]
  /** A link was followed. */
  onFollow: () => void
}

/** The families with the members of the one that is open; while something is searched for, what was found. */
export function Navigation({ data, family, member, query, found, onFollow }: NavigationProps) {
  const isSearching = query.trim() !== ''
  return (
    <nav
      className={classNames('nav', isSearching && 'nav--searching')}
      aria-label={t('Algorithms')}
      onKeyDown={moveByArrow}
    >
      <p className="visually-hidden" role="status">
        {isSearching ? t('{count} found', { count: found.length }) : ''}
      </p>
      {isSearching ? (
        <FoundList found={found} onFollow={onFollow} />
      ) : (
        <Tree data={data} family={family} member={member} />
      )}
    </nav>
  )
}

/** Up and down go through the links, as in a list. */
function moveByArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(event.target instanceof HTMLAnchorElement)) return
  event.preventDefault()
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a')]
  links[links.indexOf(event.target) + step]?.focus()
}

function FoundList({ found, onFollow }: { found: readonly Found[]; onFollow: () => void }) {
  if (found.length === 0)
    return <p className="nav__nothing">{t('Nothing is called that, and nothing is described like that.')}</p>
  return (
    <ul className="nav__found" data-testid={TID.referenceFound}>
      {found.map(({ family, member }) => (
        <li key={hashOf(family.id, member?.id)}>
          <a className="nav__result" href={hashOf(family.id, member?.id)} onClick={onFollow}>
            <b>{t(member?.label ?? family.name)}</b>
            <span>{member ? t(family.name) : t('family')}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Tree({ data, family, member }: Pick<NavigationProps, 'data' | 'family' | 'member'>) {
  return (
    <>
      <div className="nav__select">
        <Select
          label={t('Family')}
          value={family?.id ?? ''}
          options={[
            { id: '', label: t('All families') },
            ...data.families.map(({ id, name }) => ({ id, label: t(name) })),
          ]}
          onChange={(id) => {
            window.location.hash = hashOf(id)
          }}
        />
      </div>
      <ul className="nav__families">
        {data.families.map((one) => (
          <li key={one.id}>
            <a
              className="nav__family"
              href={hashOf(one.id)}
              aria-current={one === family && !member ? 'page' : undefined}
              data-open={one === family || undefined}
            >
              {t(one.name)}
              <span className="nav__count">{one.members.length}</span>
            </a>
            {one === family && (
              <ul className="nav__members">
                {one.members.map(({ id, label }) => (
                  <li key={id}>
                    <a
                      className="nav__member"
                      href={hashOf(one.id, id)}
                      aria-current={id === member?.id ? 'page' : undefined}
                    >
                      {t(label)}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
