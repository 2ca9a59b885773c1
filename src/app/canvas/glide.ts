/** Blocks that glide to the places of the next change of the design instead of jumping there. */

/** [ms] how long that takes. */
const GLIDE_MS = 200

let isNext = false

/** The next change of the design is to be seen as a movement. */
export function glideNext(): void {
  isNext = true
}

/** [ms] the movement begins in one of the next frames. */
const SETTLING_MS = 60

/** Acts when the movement that was asked for last is over. */
export function afterGlide(act: () => void): void {
  setTimeout(act, GLIDE_MS + SETTLING_MS)
}

/** Whether it was asked for since the last change. */
export function takesGlide(): boolean {
  const takes = isNext && !matchMedia('(prefers-reduced-motion: reduce)').matches
  isNext = false
  return takes
}

/** Calls `show` with how much of the way is done, at each frame up to 1. Returns how to stop. */
export function glide(show: (part: number) => void): () => void {
  let frame = 0
  const started = performance.now()
  const step = (now: number): void => {
    const time = Math.min(1, Math.max(0, (now - started) / GLIDE_MS))
    show(1 - (1 - time) ** 3)
    if (time < 1) frame = requestAnimationFrame(step)
  }
  frame = requestAnimationFrame(step)
  return () => cancelAnimationFrame(frame)
}
