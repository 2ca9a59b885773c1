import { t } from '../i18n/language'
import type { Note } from './data'

/** Passages from the head of a file. */
export function Passages({ notes }: { notes: readonly Note[] }) {
  return (
    <dl className="passages">
      {notes.map(({ term, text }) => (
        <div key={`${term} ${text.slice(0, 20)}`}>
          <dt>{t(term)}</dt>
          <dd>{t(text)}</dd>
        </div>
      ))}
    </dl>
  )
}
