/**
 * Plays the recorded session on etcd, whose steps are described in words: clients named by capital letters take one key with
 * leases, keep them alive, lose and revoke them.
 *
 * Client A begins the session with a lease of two seconds and keeps it alive, once every half second, until the last keep-alive, two
 * seconds in. What a file leaves out of that happens all the same.
 */
import { CaseCheck, type CaseResult, type VectorFile } from '../conformance'
import { EtcdLeaseLocks } from './etcd-lease'
import { HELD } from './locking'

interface EtcdCase {
  readonly t: number
  readonly op: string
  readonly expect: Readonly<Record<string, unknown>>
}

const KEY = 1
const LEASE_MS = 2000
const BEGIN_MS = 100
const KEEP_ALIVE_MS = 500
const LAST_KEEP_ALIVE_MS = 2100

/** Owners of the key are numbered by acquisition: a client that takes it again is another owner. */
class Session {
  private readonly locks = new EtcdLeaseLocks()
  private readonly clients: string[] = []
  private now = BEGIN_MS
  private firstRevision = 0
  private keptAlive: number

  constructor() {
    this.firstRevision = this.take('A')
    this.keptAlive = this.clients.length
  }

  /** Lets the keep-alives that are due by `t` happen. */
  advance(t: number): void {
    while (this.now + KEEP_ALIVE_MS <= Math.min(t, LAST_KEEP_ALIVE_MS)) {
      this.now += KEEP_ALIVE_MS
      this.locks.extend(this.now, KEY, this.keptAlive, LEASE_MS)
    }
    this.now = Math.max(this.now, t)
  }

  take(client: string, leaseMs = LEASE_MS): number {
    this.clients.push(client)
    return this.locks.acquire(this.now, KEY, this.clients.length, leaseMs)
  }

  get holder(): number {
    return this.locks.holder(this.now, KEY)
  }

  /** The attempt by which A began the session has been made already. */
  attempt(client: string, leaseMs: number): Record<string, unknown> {
    const isBegin = client === 'A' && this.holder === this.keptAlive
    const revision = isBegin ? this.firstRevision : this.take(client, leaseMs)
    if (revision === HELD) return { ok: false, ...this.state() }
    return {
      ok: true,
      revision,
      createRevision: revision,
      createRevisionGreaterThanA: revision > this.firstRevision,
      ...this.state(),
    }
  }

  keepAlive(): Record<string, unknown> {
    const isAlive = this.locks.extend(this.now, KEY, this.holder, LEASE_MS)
    return { ok: isAlive, ...this.state() }
  }

  revoke(): Record<string, unknown> {
    const isRevoked = this.locks.release(this.now, KEY, this.holder)
    return { ok: isRevoked, ...this.state() }
  }

  state(): Record<string, unknown> {
    const holder = this.holder
    if (holder === 0) return { exists: false }
    return {
      exists: true,
      holder: this.clients[holder - 1],
      holderCreateRevision: this.locks.createRevision(this.now, KEY),
    }
  }
}

function play(session: Session, op: string): Record<string, unknown> | undefined {
  const client = /^([A-Z])\b/.exec(op)?.[1]
  const seconds = /lease (\d+) ?s/.exec(op)?.[1]
  if (/revoke/.test(op)) return session.revoke()
  if (/expired|gone|still|exists/.test(op) && !client) return session.state()
  if (client && /keep-?alive|renew/.test(op)) return session.keepAlive()
  if (client && /txn|retr|grant|again|acquire|lock/.test(op)) {
    return session.attempt(client, seconds === undefined ? LEASE_MS : Number(seconds) * 1000)
  }
  return /keep-?alive/.test(op) ? session.state() : undefined
}

/** Steps apply in order to one store. */
export function runEtcd(file: VectorFile): CaseResult[] {
  const session = new Session()
  return (file['cases'] as EtcdCase[]).map(({ t, op, expect }) => {
    const id = `${t} ${op}`
    session.advance(t)
    const answer = play(session, op)
    if (!answer) return { id, status: 'unread' }
    const check = new CaseCheck(id)
    for (const [name, expected] of Object.entries(expect)) {
      if (name !== 'note') check.equal(name, answer[name], expected)
    }
    return check.result()
  })
}
