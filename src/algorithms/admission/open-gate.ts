/** The gate that does nothing; policies override what they decide. */
import type { Random } from '../../lib/random'
import type { StateReader, StateWriter } from '../../lib/state'
import type { Admission, AdmissionCall } from './admission'

/** Admits everything, sheds nothing, remembers nothing. */
export abstract class OpenGate implements Admission {
  admit(_now: number, _call: AdmissionCall, _random: Random): boolean {
    return true
  }

  waitLimitMs(_now: number): number {
    return Number.POSITIVE_INFINITY
  }

  shed(_now: number, _waitedMs: number, _waiting: number): boolean {
    return false
  }

  foundEmpty(_now: number): void {}

  finished(_now: number, _latencyMs: number, _ok: boolean): void {}

  abstract save(out: StateWriter): void

  abstract load(input: StateReader): void
}
