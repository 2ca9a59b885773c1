import { TriangleAlert } from 'lucide-react'
import type { Problem } from '../../lib/parse'
import { asSentence } from '../ui/words'

/** What looks odd about the thing on the form, and what to do about it. */
export function Notes({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  // Two places may have the same to say.
  const texts = new Set(problems.map(({ message, cure }) => `${asSentence(message)} ${asSentence(cure)}`))
  return (
    <ul className="notes">
      {[...texts].map((text) => (
        <li key={text}>
          <TriangleAlert size={14} aria-hidden />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
