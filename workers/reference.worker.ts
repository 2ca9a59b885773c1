/** Worker entry: runs the figures of the reference page. */
import { expose } from 'comlink'
import { runFigure } from '../src/app/reference/figures/run-figure'

expose({ runFigure })
