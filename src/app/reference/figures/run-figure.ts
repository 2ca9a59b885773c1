/** Runs a figure by its id: what the worker offers. */
import { ParamError } from '../../../lib/errors'
import type { Chart } from '../chart'
import { defaultsFor } from '../defaults'
import type { Params } from './figure'
import { FIGURES } from './registry'

/** What to run. Plain data, checked by whoever runs it. */
export interface FigureRequest {
  readonly figure: string
  readonly values: { readonly [name: string]: unknown }
  /** Parameters that are left out are those that suit the figure. */
  readonly members: readonly { readonly id: string; readonly params: Params }[]
  readonly seed: number
}

export type FigureAnswer =
  | { readonly ok: true; readonly charts: readonly Chart[]; readonly tookMs: number }
  | { readonly ok: false; readonly message: string }

/** Runs it. A parameter out of its range is an answer, not an exception. */
export function runFigure({ figure: id, values, members, seed }: FigureRequest): FigureAnswer {
  const figure = FIGURES.find((candidate) => candidate.id === id)
  if (!figure) return { ok: false, message: `there is no figure "${id}"` }
  const chosen = members.flatMap(({ id: memberId, params }) => {
    const member = figure.members.find((candidate) => candidate.id === memberId)
    const fitted = member && figure.fit?.(member, values as never)
    return member ? [{ member, params: { ...defaultsFor(member.fields), ...fitted, ...params } }] : []
  })
  const startedAt = performance.now()
  try {
    const charts = figure.run({ values: values as never, chosen, seed })
    return { ok: true, charts, tookMs: performance.now() - startedAt }
  } catch (error) {
    if (error instanceof ParamError) return { ok: false, message: error.message }
    throw error
  }
}
