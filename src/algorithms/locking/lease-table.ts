/**
 * One lease a resource, with a token counter that outlives it: the store under the lock tables.
 *
 * How: a row (owner, expiry, token) per resource ever locked. A lease is live while now < expiry; nothing is purged, so
 * the counter survives expiry and release. An earlier `now` therefore sees a lease live again that nobody took since.
 * Units: time and leases [ms]. Cost: O(1) per call, one row (24 bytes and an index entry) per resource; allocates only to grow.
 */
import { IntMap } from '../../lib/int-map'
import type { Saveable, StateReader, StateWriter } from '../../lib/state'

const FIRST_ROWS = 16

/** Resources are whole numbers in [0, 2^32); owner 0 means nobody. */
export class LeaseTable implements Saveable {
  /** Rows in use; none is ever given up. */
  private rows = 0
  /** Row by resource. */
  private readonly rowOf = new IntMap()
  private resources = new Uint32Array(FIRST_ROWS)
  /** Owner by row, 0 after a release; an expired one stays. */
  private owners = new Float64Array(FIRST_ROWS)
  /** [ms] end of the lease, by row. */
  private expiries = new Float64Array(FIRST_ROWS)
  /** Counter by row. */
  private tokens = new Float64Array(FIRST_ROWS)

  /** Row of the resource, or −1 when it was never locked. */
  find(resource: number): number {
    return this.rowOf.get(resource)
  }

  /** Row of the resource, made free when it was never locked. */
  findOrAdd(resource: number): number {
    const known = this.rowOf.get(resource)
    if (known >= 0) return known
    if (this.rows === this.resources.length) this.grow()
    const row = this.rows++
    this.rowOf.set(resource, row)
    this.resources[row] = resource
    this.owners[row] = 0
    this.expiries[row] = 0
    this.tokens[row] = 0
    return row
  }

  /** The owner whose lease on the row is live at `now`, or 0. Row −1 is free. */
  ownerAt(now: number, row: number): number {
    return row >= 0 && now < this.expiries[row]! ? this.owners[row]! : 0
  }

  /** Whether the row has an owner, live or expired, that did not free it. */
  hasOwner(row: number): boolean {
    return row >= 0 && this.owners[row] !== 0
  }

  /** [ms] end of the lease on the row, or `now` when it is free. */
  expiryAt(now: number, row: number): number {
    return this.ownerAt(now, row) === 0 ? now : this.expiries[row]!
  }

  /** [ms] end of the last lease on the row, past or not. */
  storedExpiry(row: number): number {
    return this.expiries[row]!
  }

  /** Gives the row to an owner until `expiry` [ms]. */
  occupy(row: number, owner: number, expiry: number): void {
    this.owners[row] = owner
    this.expiries[row] = expiry
  }

  /** Moves the end of the lease on the row to `expiry` [ms]. */
  prolong(row: number, expiry: number): void {
    this.expiries[row] = expiry
  }

  /** Frees the row; its counter stays. */
  free(row: number): void {
    this.owners[row] = 0
    this.expiries[row] = 0
  }

  /** Raises the counter of the row by one and returns it; the first value is 1. */
  nextToken(row: number): number {
    const token = this.tokens[row]! + 1
    this.tokens[row] = token
    return token
  }

  /** The counter of the row: the last token given, 0 at first. */
  lastToken(row: number): number {
    return row < 0 ? 0 : this.tokens[row]!
  }

  /** Sets the counter of the row, for tokens that come from a counter shared by all resources. */
  setToken(row: number, token: number): void {
    this.tokens[row] = token
  }

  /** Number of rows: resources ever locked. */
  get size(): number {
    return this.rows
  }

  save(out: StateWriter): void {
    out.array(this.resources, this.rows)
    out.array(this.owners, this.rows)
    out.array(this.expiries, this.rows)
    out.array(this.tokens, this.rows)
  }

  load(input: StateReader): void {
    const resources = input.array()
    this.rowOf.clear()
    this.rows = 0
    for (const resource of resources) this.findOrAdd(resource)
    input.into(this.owners)
    input.into(this.expiries)
    input.into(this.tokens)
  }

  private grow(): void {
    const rows = this.resources.length * 2
    this.owners = enlarged(this.owners, rows)
    this.expiries = enlarged(this.expiries, rows)
    this.tokens = enlarged(this.tokens, rows)
    const resources = new Uint32Array(rows)
    resources.set(this.resources)
    this.resources = resources
  }
}

function enlarged(values: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length)
  larger.set(values)
  return larger
}
