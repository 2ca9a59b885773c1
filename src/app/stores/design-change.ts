/** How two states of the design differ, as far as a run is concerned. */
import type { Block, Connection, Design } from '../../design/design'

/** One parameter that has another value. */
export interface ParamChange {
  path: string
  value: unknown
}

/**
 * - `none`: nothing that a run depends on (names, labels, places on the canvas);
 * - `params`: parameters only, which a live run can take over;
 * - `restart`: topology, scenario or seed, for which a run has to begin again.
 */
export type DesignChange = { kind: 'none' } | { kind: 'params'; changes: ParamChange[] } | { kind: 'restart' }

/** Compares by structure; key order does not matter, `undefined` counts as absent. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const left = a as { [key: string]: unknown }
  const right = b as { [key: string]: unknown }
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  for (const key of keys) if (!isSame(left[key], right[key])) return false
  return true
}

export function compareDesigns(before: Design, after: Design): DesignChange {
  if (before === after) return { kind: 'none' }
  const isRestart =
    before.seed !== after.seed ||
    !isSame(before.scenario, after.scenario) ||
    !isSame(before.objectives, after.objectives) ||
    (before.groups !== after.groups && !isSame(groupsInRun(before), groupsInRun(after))) ||
    !isSameList(before.blocks, after.blocks, (a, b) => a.id === b.id && a.kind === b.kind) ||
    !isSameList(before.connections, after.connections, (a, b) => a.id === b.id && a.from === b.from && a.to === b.to)
  if (isRestart) return { kind: 'restart' }
  const changes = [
    ...changesOf('blocks', before.blocks, after.blocks),
    ...changesOf('connections', before.connections, after.connections),
  ]
  return changes.length === 0 ? { kind: 'none' } : { kind: 'params', changes }
}

/** What a run depends on of groups: nothing, unless there are regions or faults that hit groups. */
function groupsInRun({ groups = [], scenario }: Design): unknown {
  const isAny = groups.some(({ id, kind }) => kind === 'region' || scenario.faults.some(({ target }) => target === id))
  return isAny && groups.map(({ label: _, collapsed: __, ...group }) => group)
}

/** Whether both designs run alike. */
export function runsAlike(a: Design, b: Design): boolean {
  return compareDesigns(a, b).kind === 'none'
}

function isSameList<T>(before: T[], after: T[], isSameItem: (a: T, b: T) => boolean): boolean {
  return (
    before === after ||
    (before.length === after.length &&
      before.every((item, index) => {
        const other = after[index]
        return other !== undefined && isSameItem(item, other)
      }))
  )
}

type Holder = Pick<Block, 'id' | 'params'> | Pick<Connection, 'id' | 'params'>

function changesOf(folder: string, before: Holder[], after: Holder[]): ParamChange[] {
  const changes: ParamChange[] = []
  for (const [index, holder] of after.entries()) {
    const old = before[index]
    if (old === undefined || old.params === holder.params) continue
    const oldParams = old.params as { [name: string]: unknown }
    for (const [name, value] of Object.entries(holder.params)) {
      if (!isSame(oldParams[name], value)) changes.push({ path: `${folder}.${holder.id}.params.${name}`, value })
    }
  }
  return changes
}
