/**
 * One writer per design among all tabs of the browser: an exclusive Web Lock, queued, so that the next in line gets it as soon as
 * the tab that has it closes or crashes. Where there are no locks everybody is a writer, and the library's comparison of revisions
 * tells conflicts.
 */

export interface TabLock {
  /** Gives it back, or stops waiting for it. */
  release(): void
  /** Takes it from a tab that does not answer. */
  steal(): void
  /** Whether any tab has it, this one included. */
  isTaken(): Promise<boolean>
}

interface LockEvents {
  /** It is ours now. */
  onHeld(): void
  /** Another tab took it by force. */
  onLost(): void
}

/** Asks for the lock of a design. */
export function lockDesign(id: string, { onHeld, onLost }: LockEvents): TabLock {
  const locks = (navigator as { locks?: LockManager }).locks
  if (locks === undefined) {
    onHeld()
    return { release: () => undefined, steal: () => undefined, isTaken: () => Promise.resolve(true) }
  }
  const name = `loadbearing:design:${id}`
  let isOver = false
  let waiting = new AbortController()
  let giveBack: (() => void) | null = null

  const request = (options: LockOptions): void => {
    locks
      .request(name, options, () => {
        if (isOver) return undefined
        onHeld()
        return new Promise<void>((resolve) => {
          giveBack = resolve
        })
      })
      .catch(() => {
        // Ours was stolen, or waiting for it was given up by us.
        if (isOver || giveBack === null) return
        isOver = true
        onLost()
      })
  }
  request({ signal: waiting.signal })
  return {
    release() {
      isOver = true
      waiting.abort()
      giveBack?.()
    },
    steal() {
      if (isOver || giveBack !== null) return
      waiting.abort()
      waiting = new AbortController()
      request({ steal: true })
    },
    async isTaken() {
      const { held } = await locks.query()
      return held?.some((each) => each.name === name) === true
    },
  }
}
