/** What a figure draws now, computed in the worker. */
import { useEffect, useRef, useState } from 'react'
import { t } from '../i18n/language'
import type { Chart } from './chart'
import { drawFigure } from './figure-client'
import type { FigureRequest } from './figures/run-figure'

export interface Drawing {
  /** Null until the first run is done. */
  readonly charts: readonly Chart[] | null
  /** What is wrong with the values, if anything. */
  readonly problem: string | null
}

/**
 * Runs a figure again whenever the request changes, one run at a time: while one goes on, only the latest of the requests that
 * come is kept. Nothing runs while `isWanted` is false.
 */
export function useFigure(request: FigureRequest, isWanted: boolean): Drawing {
  const [drawing, setDrawing] = useState<Drawing>({ charts: null, problem: null })
  const next = useRef<FigureRequest | null>(null)
  const isRunning = useRef(false)
  const key = JSON.stringify(request)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the request
  useEffect(() => {
    if (!isWanted) return
    next.current = request
    if (isRunning.current) return
    isRunning.current = true
    void (async () => {
      while (next.current) {
        const current = next.current
        next.current = null
        const answer = await drawFigure(current).catch((error: unknown) => ({
          ok: false as const,
          message: t('This figure could not be drawn: {reason}', {
            reason: error instanceof Error ? error.message : String(error),
          }),
        }))
        setDrawing((last) =>
          answer.ok ? { charts: answer.charts, problem: null } : { charts: last.charts, problem: answer.message },
        )
      }
      isRunning.current = false
    })()
  }, [key, isWanted])

  return drawing
}
