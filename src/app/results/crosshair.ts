/** The moment that the pointer is on, shared by all charts. */
type Listener = () => void

const listeners = new Set<Listener>()
let timeMs: number | null = null

export const crosshair = {
  get(): number | null {
    return timeMs
  },
  set(next: number | null): void {
    if (next === timeMs) return
    timeMs = next
    for (const listener of listeners) listener()
  },
  subscribe(listener: Listener): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
