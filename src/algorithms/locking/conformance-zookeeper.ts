/**
 * Plays the recorded session on ZooKeeper. Its steps are numbered and described in words; they are one session of three clients on the
 * lock recipe. Steps that a file leaves out are carried out all the same, since later ones build on them.
 */
import { CaseCheck, type CaseResult, type VectorFile } from '../conformance'
import { ZooKeeperLocks } from './zookeeper'

interface ZooKeeperCase {
  readonly step: number
  readonly op: string
  readonly expect: Readonly<Record<string, unknown>>
}

const LOCK = 1
const FOREVER_MS = 1e9

/** Clients come back as new owners, because each owner has a session of its own. */
class Recipe {
  private readonly locks = new ZooKeeperLocks()
  private readonly ownerOf = new Map<string, number>()
  private owners = 0

  create(client: string): Record<string, unknown> {
    const owner = ++this.owners
    this.ownerOf.set(client, owner)
    this.locks.acquire(0, LOCK, owner, FOREVER_MS)
    return { node: this.nodeOf(owner), ...this.seenBy(client), ...this.state() }
  }

  /** What a client sees when it looks for the node before its own. */
  seenBy(client: string): Record<string, unknown> {
    const watched = this.locks.watchedBy(LOCK, this.ownerOf.get(client) ?? 0)
    return watched === 0 ? {} : { watches: this.nodeOf(watched), predecessorExists: true }
  }

  /** The node goes with its session; the one behind it is told. */
  leave(client: string): Record<string, unknown> {
    const owner = this.ownerOf.get(client) ?? 0
    const node = this.nodeOf(owner)
    const watcher = [...this.ownerOf].find(([, other]) => this.locks.watchedBy(LOCK, other) === owner)
    this.locks.release(0, LOCK, owner)
    this.ownerOf.delete(client)
    return { ...this.state(), watchEvents: watcher ? [`${watcher[0]}:NodeDeleted:${node}`] : [] }
  }

  createOthers(count: number): Record<string, unknown> {
    for (let i = 0; i < count; i++) this.locks.passSequence(LOCK)
    return { node: `other-${padded(this.locks.passSequence(LOCK))}`, ...this.state() }
  }

  state(): Record<string, unknown> {
    const owners = [...this.ownerOf.values()]
    const holder = this.locks.holder(0, LOCK)
    const czxid = this.locks.createdBy(LOCK, holder)
    return { children: owners.map((owner) => this.nodeOf(owner)).sort(), holder: this.nodeOf(holder), czxid }
  }

  private nodeOf(owner: number): string | null {
    const sequence = this.locks.sequenceOf(LOCK, owner)
    return sequence < 0 ? null : `lock-${padded(sequence)}`
  }
}

function padded(sequence: number): string {
  return String(sequence).padStart(10, '0')
}

/** The session, step 1 first. */
const SESSION: readonly ((recipe: Recipe) => Record<string, unknown>)[] = [
  (recipe) => recipe.create('A'),
  (recipe) => recipe.create('B'),
  (recipe) => recipe.create('C'),
  (recipe) => recipe.seenBy('B'),
  (recipe) => recipe.seenBy('C'),
  (recipe) => recipe.leave('A'),
  (recipe) => recipe.create('A'),
  (recipe) => recipe.leave('C'),
  (recipe) => ({ ...recipe.seenBy('A'), ...recipe.state() }),
  (recipe) => recipe.leave('B'),
  (recipe) => recipe.createOthers(5),
  (recipe) => recipe.state(),
  (recipe) => recipe.state(),
]

export function runZooKeeper(file: VectorFile): CaseResult[] {
  return (file['cases'] as ZooKeeperCase[]).map(({ step, op, expect }) => {
    const id = `${step} ${op}`
    if (!(step >= 1 && step <= SESSION.length)) return { id, status: 'unread' }
    const recipe = new Recipe()
    let answer: Record<string, unknown> = {}
    for (const act of SESSION.slice(0, step)) answer = act(recipe)
    const check = new CaseCheck(id)
    for (const [name, expected] of Object.entries(expect)) {
      if (name !== 'note') check.equal(name, answer[name], expected)
    }
    return check.result()
  })
}
