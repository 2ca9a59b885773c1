import { TriangleAlert } from 'lucide-react'
import type { Problem } from '../../lib/parse'

/** What looks odd about the thing on the form, and what to do about it. */
export function Notes({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="notes">
      {problems.map(({ path, message, cure }) => (
        <li key={path + message}>
          <TriangleAlert size={14} aria-hidden />
          <span>
            {sentence(message)} {sentence(cure)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
