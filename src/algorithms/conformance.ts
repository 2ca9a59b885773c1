/**
 * Shapes shared by the conformance adapters of all families, and the comparison they use.
 *
 * An adapter reads the `config` and `steps` (or what its kind of file has instead) of one kind of vector file, drives the
 * member with them and reports each case. It holds no expected value and no exception for a particular case.
 */

/** A vector file as stored: what ran, how, and its cases. */
export interface VectorFile {
  /** File name, for example `rl_token_bucket_xtime.json`. */
  readonly file: string
  /** Which algorithm and implementation the expected results come from. */
  readonly algorithm: string
  readonly provenanceKind: string
  readonly provenance: string
  readonly schema: string
  readonly [more: string]: unknown
}

/** Result of one case. `message` says the first difference, with what was expected and what came. */
export interface CaseResult {
  readonly id: string
  readonly status: 'passed' | 'failed' | 'unread'
  readonly message?: string
}

/** Runs one kind of vector file. */
export interface ConformanceAdapter {
  /** Stem of the file names it reads, without `.json`. */
  readonly vectors: string
  /** Ids of the members (as in the registry) that the cases exercise; empty for plain functions. */
  readonly members: readonly string[]
  /**
   * Runs every case. A case whose configuration the adapter cannot read is `unread`, which counts as a failure.
   * `load` fetches another file of the same folder by stem (traces shared by several files).
   */
  run(file: VectorFile, load: (stem: string) => VectorFile): CaseResult[]
}

/** True when both are equal, or differ by at most `tolerance` relative to the larger (absolute below magnitude 1e-12). */
export function closeTo(actual: number, expected: number, tolerance = 1e-9): boolean {
  if (Object.is(actual, expected) || actual === expected) return true
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return false
  const scale = Math.max(Math.abs(actual), Math.abs(expected))
  return Math.abs(actual - expected) <= Math.max(tolerance * scale, tolerance * 1e-3)
}

/** Collects differences of one case; the first one becomes the message. */
export class CaseCheck {
  private firstDifference: string | undefined
  private readonly id: string

  constructor(id: string) {
    this.id = id
  }

  /** Compares numbers to `tolerance` (default 1e-9 relative), everything else exactly by its JSON text. */
  equal(what: string, actual: unknown, expected: unknown, tolerance?: number): void {
    if (this.firstDifference !== undefined) return
    const same =
      typeof actual === 'number' && typeof expected === 'number'
        ? closeTo(actual, expected, tolerance)
        : JSON.stringify(actual) === JSON.stringify(expected)
    if (!same) this.firstDifference = `${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`
  }

  /** Marks the case as failed for a reason that is not a comparison. */
  fail(message: string): void {
    this.firstDifference ??= message
  }

  result(): CaseResult {
    return this.firstDifference === undefined
      ? { id: this.id, status: 'passed' }
      : { id: this.id, status: 'failed', message: this.firstDifference }
  }
}
