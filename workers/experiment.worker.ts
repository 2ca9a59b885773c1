/** Worker entry: conducts experiments, or does single runs for one that another worker conducts. */
import { expose } from 'comlink'
import { createExperimentService } from '../src/simulation/experiments/service'

expose(createExperimentService(() => performance.now()))
