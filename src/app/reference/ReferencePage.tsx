import data from 'virtual:reference'
import { useEffect, useMemo, useRef, useState } from 'react'
import { t, useLanguage } from '../i18n/language'
import { Mark } from '../shell/Mark'
import { useTheme } from '../shell/theme'
import { TID } from '../test-ids'
import { FamilyList } from './FamilyList'
import { FamilyPage } from './FamilyPage'
import { LanguageButton } from './LanguageButton'
import { Navigation } from './Navigation'
import { placeOf, useHash } from './place'
import { search } from './search'
import './reference.css'

/** Every algorithm: what it decides, where it comes from, how it was checked, and itself at work. */
export function ReferencePage() {
  useTheme()
  // Everything below is drawn again in another language, and keeps what was set.
  const language = useLanguage()
  const hash = useHash()
  const { family, member } = useMemo(() => placeOf(data, hash), [hash])
  const [query, setQuery] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: names are searched in the language of the page
  const found = useMemo(() => search(data, query), [query, language])
  const field = useRef<HTMLInputElement>(null)
  useSlashFor(field)
  useTitle(t(member?.label ?? family?.name ?? 'Algorithms'))
  usePlace(family?.id, member?.id)

  return (
    <>
      <button type="button" className="skip" onClick={skipToContent}>
        {t('Skip to the text')}
      </button>
      <header className="ref-bar">
        <a className="ref-bar__brand" href="./" title={t('Back to the canvas')}>
          <Mark />
          <b>Loadbearing</b>
        </a>
        <a className="ref-bar__title" href="#all">
          {t('Algorithms')}
        </a>
        <search className="ref-bar__search">
          <input
            ref={field}
            type="search"
            className="ref-bar__field"
            placeholder={t('Find an algorithm')}
            aria-label={t('Find an algorithm')}
            aria-keyshortcuts="/"
            autoComplete="off"
            spellCheck={false}
            data-testid={TID.referenceSearch}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setQuery('')
              if (event.key === 'Enter') document.querySelector<HTMLElement>('.nav__found a')?.click()
              if (event.key === 'ArrowDown') {
                event.preventDefault()
                document.querySelector<HTMLElement>('.nav a')?.focus()
              }
            }}
          />
        </search>
        <LanguageButton />
      </header>
      <div className="ref">
        <Navigation
          data={data}
          family={family}
          member={member}
          query={query}
          found={found}
          onFollow={() => setQuery('')}
        />
        <main id="content" className="ref__main" tabIndex={-1}>
          {family ? <FamilyPage key={family.id} family={family} /> : <FamilyList data={data} />}
        </main>
      </div>
    </>
  )
}

/** Moves past the list without changing the address, which names a place of its own. */
function skipToContent(): void {
  document.getElementById('content')?.focus()
}

/** The slash goes to the search field, as in the app. */
function useSlashFor(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest('input, select, textarea') !== null
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [field])
}

function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} · Loadbearing`
  }, [name])
}

/** Scrolls to the member that the address names, or to the top of its family, and puts the focus there. */
function usePlace(family: string | undefined, member: string | undefined): void {
  const isFirst = useRef(true)
  useEffect(() => {
    const heading = member === undefined ? null : document.getElementById(member)
    if (!heading && !isFirst.current) window.scrollTo(0, 0)
    if (!isFirst.current) (heading ?? document.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true })
    isFirst.current = false
    void family
    return heading ? keepInPlace(heading) : undefined
  }, [family, member])
}

const ACTS = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/** Keeps an element at the top while figures above it are drawn and grow, until the visitor does something. */
function keepInPlace(element: HTMLElement): () => void {
  element.scrollIntoView({ block: 'start' })
  const observer = new ResizeObserver(() => element.scrollIntoView({ block: 'start' }))
  const end = (): void => {
    observer.disconnect()
    for (const act of ACTS) window.removeEventListener(act, end)
  }
  observer.observe(document.body)
  for (const act of ACTS) window.addEventListener(act, end, { passive: true })
  return end
}
