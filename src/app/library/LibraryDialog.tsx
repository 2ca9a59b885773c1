import { useEffect, useState } from 'react'
import { plural, t } from '../i18n/language'
import { notify, viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Tabs } from '../ui/Tabs'
import { AsideList } from './AsideList'
import { hearTabs } from './channel'
import { DesignCard } from './DesignCard'
import { listAside, listHeads } from './database'
import { History } from './History'
import { matches, removeForGood } from './manage'
import type { Aside, Head } from './records'
import { saveNow } from './saving'
import './library.css'

type Tab = 'designs' | 'bin' | 'aside'

interface Content {
  heads: Head[]
  aside: Aside[]
}

/** Every design that this browser keeps. */
export function LibraryDialog() {
  const [content, reload] = useContent()
  const [tab, setTab] = useState<Tab>('designs')
  const [history, setHistory] = useState<Head | null>(null)
  if (history !== null) return <History head={history} onBack={() => setHistory(null)} />
  const designs = content?.heads.filter(({ binnedAt }) => binnedAt === null) ?? []
  const binned = content?.heads.filter(({ binnedAt }) => binnedAt !== null) ?? []
  const aside = content?.aside ?? []
  const tabs = [
    { id: 'designs', label: 'Designs', testId: `${TID.libraryTab}designs` },
    { id: 'bin', label: 'Bin', testId: `${TID.libraryTab}bin` },
    ...(aside.length > 0 ? [{ id: 'aside', label: 'Set aside', testId: `${TID.libraryTab}aside` } as const] : []),
  ] as const
  return (
    <Dialog
      title={t('Library')}
      summary={t('Kept in this browser alone; each change is saved as you make it.')}
      size="large"
      testId={TID.libraryDialog}
      onClose={viewStore.closeDialog}
    >
      <Tabs label={t('Parts of the library')} tabs={tabs} selected={tab} onSelect={setTab}>
        <div className="library">
          {tab === 'designs' && (
            <Designs heads={designs} isLoaded={content !== null} onChange={reload} onHistory={setHistory} />
          )}
          {tab === 'bin' && <Bin heads={binned} onChange={reload} onHistory={setHistory} />}
          {tab === 'aside' && <AsideList records={aside} onChange={reload} />}
        </div>
      </Tabs>
    </Dialog>
  )
}

/** What the library holds, read again when anything in it changes. */
function useContent(): [Content | null, () => void] {
  const [content, setContent] = useState<Content | null>(null)
  const [turn, setTurn] = useState(0)
  const reload = (): void => setTurn((before) => before + 1)
  useEffect(() => hearTabs(() => setTurn((before) => before + 1)), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn reads again
  useEffect(() => {
    let isCurrent = true
    saveNow()
      .then(() => Promise.all([listHeads(), listAside()]))
      .then(
        ([heads, aside]) => isCurrent && setContent({ heads, aside }),
        () => {
          notify({ kind: 'error', text: 'This browser does not let the page keep designs' })
          if (isCurrent) setContent({ heads: [], aside: [] })
        },
      )
    return () => {
      isCurrent = false
    }
  }, [turn])
  return [content, reload]
}

interface PartProps {
  heads: readonly Head[]
  onChange: () => void
  onHistory: (head: Head) => void
}

function Designs({ heads, isLoaded, ...rest }: PartProps & { isLoaded: boolean }) {
  const [words, setWords] = useState('')
  const [tag, setTag] = useState<string | null>(null)
  const tags = [...new Set(heads.flatMap((head) => head.tags))].sort()
  const chosen = tag !== null && tags.includes(tag) ? tag : null
  const shown = heads.filter((head) => matches(head, words, chosen))
  return (
    <>
      <div className="library__tools">
        <input
          className="library__search"
          type="search"
          aria-label={t('Find a design')}
          placeholder={t('Find by name or tag')}
          data-testid={TID.librarySearch}
          data-autofocus
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {tags.map((each) => (
          <button
            key={each}
            type="button"
            className="library__tag"
            aria-pressed={each === chosen}
            onClick={() => setTag(each === chosen ? null : each)}
          >
            {each}
          </button>
        ))}
      </div>
      <Cards heads={shown} {...rest} />
      {isLoaded && shown.length === 0 && (
        <p className="library__none">
          {heads.length === 0
            ? t('Nothing here yet. A design comes here with its first change.')
            : t('No design has these words. Try another word.')}
        </p>
      )}
    </>
  )
}

function Bin({ heads, ...rest }: PartProps) {
  const [isSure, setSure] = useState(false)
  if (heads.length === 0) return <p className="library__none">{t('The bin is empty.')}</p>
  const empty = async (): Promise<void> => {
    await removeForGood(heads.map(({ id }) => id))
    rest.onChange()
  }
  return (
    <>
      <div className="library__tools">
        <p className="library__note">{t('Designs stay here until you empty the bin.')}</p>
        {isSure ? (
          <>
            <Button variant="danger" data-testid={TID.libraryEmpty} onClick={() => void empty()}>
              {plural(heads.length, { one: 'Remove it for good', other: 'Remove all {count} for good' })}
            </Button>
            <Button onClick={() => setSure(false)}>{t('Keep them')}</Button>
          </>
        ) : (
          <Button data-testid={TID.libraryEmpty} onClick={() => setSure(true)}>
            {t('Empty the bin')}
          </Button>
        )}
      </div>
      <Cards heads={heads} {...rest} />
    </>
  )
}

function Cards({ heads, onChange, onHistory }: PartProps) {
  return (
    <ul className="library__list">
      {heads.map((head) => (
        <li key={head.id}>
          <DesignCard head={head} onChange={onChange} onHistory={() => onHistory(head)} />
        </li>
      ))}
    </ul>
  )
}
