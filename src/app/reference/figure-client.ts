/** The only file that reaches the worker of the figures. */
import { type Remote, wrap } from 'comlink'
import workerUrl from '../../../workers/reference.worker.ts?worker&url'
import { scriptUrl } from '../trusted-types'
import type { FigureAnswer, FigureRequest, runFigure } from './figures/run-figure'

let worker: Remote<{ runFigure: typeof runFigure }> | undefined

/** Runs a figure in the worker, which starts with the first one. Figures come one after the other. */
export async function drawFigure(request: FigureRequest): Promise<FigureAnswer> {
  worker ??= wrap(new Worker(scriptUrl(workerUrl), { type: 'module', name: 'figures' }))
  return worker.runFigure(request)
}
