/** Which family and member the address names: `#rate-limiting` or `#rate-limiting/gcra`. */
import { useSyncExternalStore } from 'react'
import type { FamilyData, MemberData, ReferenceData } from './data'

export interface Place {
  /** Null for the list of families. */
  readonly family: FamilyData | null
  readonly member: MemberData | null
}

/** The address of a family or a member, below the page. */
export function hashOf(family: string, member?: string): string {
  return member === undefined ? `#${family}` : `#${family}/${member}`
}

/** What an address names. What is unknown leads to the nearest that is known; a bare id of a member to that member. */
export function placeOf(data: ReferenceData, hash: string): Place {
  const [first = '', second = ''] = decoded(hash.replace(/^#\/?/, '')).split('/')
  const family = data.families.find(({ id }) => id === first)
  if (family) return { family, member: family.members.find(({ id }) => id === second) ?? null }
  const named = second === '' ? first : second
  const home = data.families.find(({ members }) => members.some(({ id }) => id === named))
  return { family: home ?? null, member: home?.members.find(({ id }) => id === named) ?? null }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function subscribe(notify: () => void): () => void {
  window.addEventListener('hashchange', notify)
  return () => window.removeEventListener('hashchange', notify)
}

/** The fragment of the address, followed. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash)
}
