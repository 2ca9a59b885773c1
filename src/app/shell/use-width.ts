import { useSyncExternalStore } from 'react'

/** How much room there is: everything beside one another, the inspector as a sheet, or one thing at a time. */
export type Room = 'wide' | 'narrow' | 'phone'

const NARROW = '(max-width: 1099px)'
const PHONE = '(max-width: 719px)'

function subscribe(onChange: () => void): () => void {
  const queries = [matchMedia(NARROW), matchMedia(PHONE)]
  for (const query of queries) query.addEventListener('change', onChange)
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange)
  }
}

export function roomNow(): Room {
  if (matchMedia(PHONE).matches) return 'phone'
  return matchMedia(NARROW).matches ? 'narrow' : 'wide'
}

export function useRoom(): Room {
  return useSyncExternalStore(subscribe, roomNow)
}
