import { RotateCw } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { sentence, t } from '../i18n/language'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { classNames } from '../ui/class-names'
import { Controls } from './Controls'
import { ChartView } from './charts/ChartView'
import { inLanguage } from './charts/in-language'
import type { FigureData, MemberData } from './data'
import { defaultsFor } from './defaults'
import { useFigure } from './use-figure'

interface FigureViewProps {
  figure: FigureData
  /** The members of the family, for their names and parameters. */
  members: readonly MemberData[]
  /** The only one to run; all that the visitor chooses where left out. */
  only?: MemberData
}

type Values = Readonly<Record<string, unknown>>

/** A figure: what it shows, what can be set, and the drawing. It runs once it comes near the window. */
export function FigureView({ figure, members, only }: FigureViewProps) {
  const [values, setValues] = useState<Values>(() => defaultsFor(figure.inputs))
  const [own, setOwn] = useState<Values>({})
  const [shown, setShown] = useState<readonly string[]>(figure.initial)
  const [seed, setSeed] = useState(1)
  const [ref, isNear] = useNear<HTMLElement>()
  const titleId = useId()
  const chosen = useMemo(
    () => figure.members.filter(({ id }) => (only ? id === only.id : shown.includes(id))),
    [figure, only, shown],
  )
  const request = {
    figure: figure.id,
    values,
    // By itself a member runs with what its fields show; beside others with what suits the stream as it is set.
    members: chosen.map(({ id, params }) => ({ id, params: only ? { ...params, ...own } : {} })),
    seed,
  }
  const { charts, problem } = useFigure(request, isNear)
  const inputs = Object.fromEntries(
    Object.entries(figure.inputs).filter(([name]) => !only || !figure.fitted.includes(name)),
  )
  const suited = figure.members.find(({ id }) => id === only?.id)?.params ?? {}

  return (
    <figure
      ref={ref}
      className={classNames('figure', charts === null && 'figure--empty')}
      aria-labelledby={titleId}
      data-testid={TID.figure + figure.id}
    >
      <figcaption className="figure__head">
        <p id={titleId} className="figure__title">
          {t(figure.title)}
        </p>
        {(!only || figure.members.length === 1) && <p className="figure__caption">{t(figure.caption)}</p>}
      </figcaption>
      <div className="figure__controls">
        <Controls fields={inputs} values={values} onChange={(name, value) => setValues({ ...values, [name]: value })} />
        {only && (
          <Controls
            fields={only.fields}
            values={{ ...suited, ...own }}
            isTyped
            onChange={(name, value) => setOwn({ ...own, [name]: value })}
          />
        )}
        {!figure.isFixed && (
          <Button className="figure__again" variant="plain" icon={RotateCw} onClick={() => setSeed(seed + 1)}>
            {t('Another draw')}
          </Button>
        )}
      </div>
      {!only && figure.members.length > 1 && (
        <MemberChoice figure={figure} members={members} shown={shown} onChange={setShown} />
      )}
      {problem !== null && (
        <p className="figure__problem" role="alert">
          {sentence(problem)}
        </p>
      )}
      <div className="figure__charts">
        {charts?.map((chart, index) => (
          <ChartView key={`${chart.kind} ${chart.title ?? String(index)}`} chart={inLanguage(chart)} />
        ))}
        {charts === null && problem === null && <p className="figure__waiting">{t('The figure is drawn here.')}</p>}
      </div>
    </figure>
  )
}

interface MemberChoiceProps {
  figure: FigureData
  members: readonly MemberData[]
  shown: readonly string[]
  onChange: (shown: readonly string[]) => void
}

/** Which members a figure compares. */
function MemberChoice({ figure, members, shown, onChange }: MemberChoiceProps) {
  return (
    <details className="choices" open={figure.initial.length < figure.members.length}>
      <summary>{t('Comparing {shown} of {all}', { shown: shown.length, all: figure.members.length })}</summary>
      {figure.members.map(({ id }) => {
        const isOn = shown.includes(id)
        return (
          <button
            key={id}
            type="button"
            className="choice"
            aria-pressed={isOn}
            onClick={() => onChange(isOn ? shown.filter((other) => other !== id) : [...shown, id])}
          >
            {t(members.find((member) => member.id === id)?.label ?? id)}
          </button>
        )
      })}
    </details>
  )
}

/** Whether an element has been near the window once. */
function useNear<E extends Element>() {
  const ref = useRef<E>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element || isNear) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true)
      },
      { rootMargin: '200px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [isNear])
  return [ref, isNear] as const
}
