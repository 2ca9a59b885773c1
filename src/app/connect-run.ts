/** Ties the run to the document, the worker and the messages of the page. */
import { connectSimulation } from './simulation-client'
import { designStore, useDesign } from './stores/design'
import { liveFigures } from './stores/live-figures'
import { runStore } from './stores/run'
import { notify } from './stores/view'

/** Call once at start. Returns how to undo it. */
export function connectRun(): () => void {
  return runStore.connect({
    design: {
      get: designStore.get,
      subscribe: (listener) =>
        useDesign.subscribe((state, before) => {
          if (state.design !== before.design) listener(state.design, state.opening !== before.opening)
        }),
    },
    connect: connectSimulation,
    conclude: async (design, report) => {
      const { finalFigures } = await import('./stores/final-figures')
      return finalFigures({ design, report }, liveFigures)
    },
    tell: (kind, text) => notify({ kind, text }),
  })
}
