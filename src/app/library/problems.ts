import type { Problem } from '../../lib/parse'
import { viewStore } from '../stores/view'

/** Lists what was mended in a design that is open now. */
export function showProblems(title: string, problems: readonly Problem[]): void {
  const lines = problems.slice(0, 4).map(({ path, message, cure }) => `${path}: ${message}; ${cure}`)
  if (problems.length > 4) lines.push(`and ${problems.length - 4} more`)
  viewStore.showBanner({ kind: 'warning', isAboutOpening: true, title, lines })
}
