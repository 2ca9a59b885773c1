/** The one run of the page: what it is doing, and the commands that steer it. */
import { RunController } from './run-controller'

export { isGoingOn, useRun } from './run-state'

export const runStore = new RunController()
