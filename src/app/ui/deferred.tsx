import { type ComponentType, type ReactNode, useEffect, useReducer, useState } from 'react'

const nothing = (): ReactNode => null

/**
 * A component that is fetched when it is first drawn, and drawn as soon as it is there; until then stands what `Waiting` draws.
 * A fetch that fails is thrown to the nearest error boundary, and tried again when the component is next drawn.
 *
 * Not React's `lazy`: what `Suspense` retries gives way to every other update and begins anew after it, so that on a slow
 * machine a dialog would not open for as long as a simulation runs.
 */
export function deferred<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType = nothing,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  let loading: Promise<void> | null = null

  const fetchOnce = (): Promise<void> => {
    loading ??= load().then(
      (component) => {
        loaded = component
      },
      (error: unknown) => {
        loading = null
        throw error
      },
    )
    return loading
  }

  return function Deferred(props: Props) {
    const [, redraw] = useReducer((turn: number) => turn + 1, 0)
    const [failure, setFailure] = useState<{ error: unknown } | null>(null)
    const Content = loaded
    const isThere = Content !== null
    useEffect(() => {
      if (isThere) return
      let isWanted = true
      fetchOnce().then(
        () => isWanted && redraw(),
        (error: unknown) => isWanted && setFailure({ error }),
      )
      return () => {
        isWanted = false
      }
    }, [isThere])
    if (failure) throw failure.error
    return Content === null ? <Waiting /> : <Content {...props} />
  }
}
