/** Everything a person can do, in the order of the command list. */
import type { Action } from './action'
import { arrangeActions } from './arrange-actions'
import { blockActions } from './block-actions'
import { canvasActions } from './canvas-actions'
import { groupActions } from './group-actions'
import { pageActions } from './page-actions'
import { runActions } from './run-actions'

export const ACTIONS: readonly Action[] = [
  ...pageActions,
  ...blockActions,
  ...groupActions,
  ...arrangeActions,
  ...canvasActions,
  ...runActions,
]

const BY_ID: ReadonlyMap<string, Action> = new Map(ACTIONS.map((action) => [action.id, action]))

/** The action with that id. Throws when there is none: ids are written by us alone. */
export function actionOf(id: string): Action {
  const action = BY_ID.get(id)
  if (!action) throw new Error(`There is no action "${id}"`)
  return action
}
