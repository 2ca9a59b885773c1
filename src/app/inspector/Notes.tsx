import { TriangleAlert } from 'lucide-react'
import type { Problem } from '../../lib/parse'
import { asSentence } from '../ui/words'

/** What looks odd about the thing on the form, and what to do about it. */
export function Notes({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="notes">
      {problems.map(({ path, message, cure }) => (
        <li key={path + message}>
          <TriangleAlert size={14} aria-hidden />
          <span>
            {asSentence(message)} {asSentence(cure)}
          </span>
        </li>
      ))}
    </ul>
  )
}
