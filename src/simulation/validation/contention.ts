/** Clients who stand in each other's way. */
import { BACKOFFS, contended } from '../../design/examples/published/policies'
import { nth } from './measures'
import type { Study } from './study'

const CLIENTS = 100

function backoffStudy(): Study {
  return {
    id: 'backoff',
    title: 'A hundred clients change one row',
    about:
      'All at once, each reads the row, and writes it if nobody else has; else it waits and begins again. Hops of 10 ms ± 2 ms, a base of 5 ms, a cap of 2 s. Published from one simulation each.',
    source: {
      title: 'Brooker, Exponential backoff and jitter, AWS Architecture Blog (2015)',
      url: 'https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/',
    },
    designs: BACKOFFS.map(([label, retry]) => contended(`A hundred writers, ${label}`, CLIENTS, retry)),
    checks: [
      ...BACKOFFS.map(([label, , value], index) => ({
        tag: 'approximation' as const,
        name: `writes that were tried, ${label}`,
        unit: 'count' as const,
        value,
        tolerance: 0.05,
        measure: nth(index, ({ connections }) => connections['clients-writers']?.attempts ?? Number.NaN),
      })),
      {
        tag: 'arithmetic',
        name: 'writes that went through',
        unit: 'count',
        value: CLIENTS,
        measure: nth(0, ({ requests }) => requests.completed),
      },
    ],
  }
}

/** Studies of contention. */
export const contentionStudies: readonly Study[] = [backoffStudy()]
