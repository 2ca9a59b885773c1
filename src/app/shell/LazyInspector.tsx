import { lazy, Suspense } from 'react'

const Inspector = lazy(() => import('../inspector/Inspector').then((module) => ({ default: module.Inspector })))

/** The forms come right after the canvas; until then their place is kept. */
export function LazyInspector() {
  return (
    <Suspense fallback={<div className="panel--waiting" />}>
      <Inspector />
    </Suspense>
  )
}
