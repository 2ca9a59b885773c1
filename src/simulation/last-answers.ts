/**
 * The last good answer for each key, to be given again when a call fails. One that is older than what has been committed since is a
 * stale read, which can be told of answers that a database gave, directly or through others that pass on what it answered.
 *
 * Bound: as many keys as the capacity; the one renewed longest ago goes first. An answer older than the largest age is not given.
 * Cost: O(1) per answer.
 */
import type { ConnectionParams } from '../design/connection'
import type { Saveable, StateReader, StateWriter } from '../lib/state'

type StaleAnswerParams = Extract<NonNullable<ConnectionParams['fallback']>, { type: 'stale-answer' }>

/** What was answered, and when [ms]. */
interface Answer {
  result: number
  result2: number
  atMs: number
}

export class LastAnswers implements Saveable {
  private params: StaleAnswerParams
  private readonly byKey = new Map<number, Answer>()

  constructor(params: StaleAnswerParams) {
    this.params = params
  }

  configure(params: StaleAnswerParams): void {
    this.params = params
    this.trim()
  }

  keep(now: number, key: number, result: number, result2: number): void {
    const known = this.byKey.get(key)
    if (known === undefined) this.byKey.set(key, { result, result2, atMs: now })
    else {
      known.result = result
      known.result2 = result2
      known.atMs = now
      // The one renewed last is the last of the map.
      this.byKey.delete(key)
      this.byKey.set(key, known)
    }
    if (this.byKey.size > this.params.capacity) this.trim()
  }

  /** The answer to give for a key, or undefined. It is valid until the next is kept. */
  find(now: number, key: number): Readonly<Answer> | undefined {
    const answer = this.byKey.get(key)
    return answer && now - answer.atMs <= (this.params.maxAgeMs ?? Infinity) ? answer : undefined
  }

  private trim(): void {
    for (const key of this.byKey.keys()) {
      if (this.byKey.size <= this.params.capacity) return
      this.byKey.delete(key)
    }
  }

  save(out: StateWriter): void {
    out.number(this.byKey.size)
    for (const [key, { result, result2, atMs }] of this.byKey) out.array([key, result, result2, atMs])
  }

  load(input: StateReader): void {
    this.byKey.clear()
    const count = input.number()
    for (let i = 0; i < count; i++) {
      const [key = 0, result = 0, result2 = 0, atMs = 0] = input.array()
      this.byKey.set(key, { result, result2, atMs })
    }
  }
}
