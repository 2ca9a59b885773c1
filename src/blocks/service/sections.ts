/** Records of the critical sections that are under way. */
import { Pool } from '../../engine/pool'

/** What a critical section has to remember between its calls. */
export class Sections extends Pool {
  /** 1 from the start of the section to its end. */
  isOpen: Uint8Array
  /** Index of the attempt. */
  attempt: Int32Array
  attemptGeneration: Int32Array
  step: Int32Array
  token: Float64Array
  owner: Float64Array
  counter: Float64Array
  /** First failure inside the section. */
  failure: Uint8Array
  /** 1 while the work inside goes on. */
  isWorking: Uint8Array
  /** Invalidates work timers. */
  timer: Int32Array
  /** [ms] end of the work inside, or what is left of it while paused. */
  endMs: Float64Array

  constructor(capacity = 16) {
    super(
      [
        'isOpen',
        'attempt',
        'attemptGeneration',
        'step',
        'token',
        'owner',
        'counter',
        'failure',
        'isWorking',
        'timer',
        'endMs',
      ],
      capacity,
    )
    this.isOpen = new Uint8Array(capacity)
    this.attempt = new Int32Array(capacity)
    this.attemptGeneration = new Int32Array(capacity)
    this.step = new Int32Array(capacity)
    this.token = new Float64Array(capacity)
    this.owner = new Float64Array(capacity)
    this.counter = new Float64Array(capacity)
    this.failure = new Uint8Array(capacity)
    this.isWorking = new Uint8Array(capacity)
    this.timer = new Int32Array(capacity)
    this.endMs = new Float64Array(capacity)
  }
}
