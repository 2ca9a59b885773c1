import { deferred } from '../ui/deferred'

/** The forms come right after the canvas; until then their place is kept. */
export const LazyInspector = deferred(
  () => import('../inspector/Inspector').then((module) => module.Inspector),
  () => <div className="panel--waiting" />,
)
