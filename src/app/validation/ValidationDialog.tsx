import { FlaskConical, X } from 'lucide-react'
import { useEffect } from 'react'
import { LESSONS } from '../../design/examples/lessons/registry'
import { sentence, t } from '../i18n/language'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Tabs } from '../ui/Tabs'
import { useKeptFocus } from '../ui/use-kept-focus'
import { LessonPart } from './LessonPart'
import { usePanel } from './panel'
import { StudyPart } from './StudyPart'
import { type Item, useValidation, validation } from './store'
import '../results/chart.css'
import './validation.css'
import '../ui/progress.css'

/** The simulation held against published and exact results, and the lessons' claims, run here on demand. */
export function ValidationDialog() {
  const panel = usePanel((state) => state.panel)
  const studies = useValidation((state) => state.studies)
  const problem = useValidation((state) => state.problem)
  useEffect(() => {
    void validation.load()
    return () => validation.rest()
  }, [])
  const items: readonly Item[] =
    panel === 'lessons'
      ? LESSONS.map(({ id }) => ({ kind: 'lesson', id }))
      : (studies ?? []).map(({ id }) => ({ kind: 'study', id }))
  return (
    <Dialog
      title={t('Validation')}
      size="large"
      testId={TID.validationDialog}
      summary={t(
        'Designs with a known answer, run in this browser. Nothing is stored: what stands here was computed here.',
      )}
      footer={<RunAll items={items} />}
      onClose={viewStore.closeDialog}
    >
      <div className="validation">
        <Tabs
          label={t('Validation')}
          selected={panel}
          onSelect={(id) => usePanel.setState({ panel: id })}
          tabs={[
            { id: 'published', label: 'Published results', testId: `${TID.validationTab}published` },
            { id: 'lessons', label: 'Lessons', testId: `${TID.validationTab}lessons` },
          ]}
        >
          {problem !== null && (
            <p className="validation__problem" role="alert">
              {sentence(problem)}
            </p>
          )}
          {panel === 'lessons' && LESSONS.map((lesson) => <LessonPart key={lesson.id} lesson={lesson} />)}
          {panel === 'published' && studies === null && problem === null && <p role="status">{t('Loading…')}</p>}
          {panel === 'published' && studies?.map((study) => <StudyPart key={study.id} study={study} />)}
        </Tabs>
      </div>
    </Dialog>
  )
}

/** Starts all; while something runs, how far it is and a way to end it; then how many hold. */
function RunAll({ items }: { items: readonly Item[] }) {
  const busy = useValidation((state) => state.busy)
  const row = useKeptFocus<HTMLDivElement>(busy === null)
  if (busy === null) {
    return (
      <div ref={row} className="validation__bar">
        <Button
          variant="primary"
          icon={FlaskConical}
          disabled={items.length === 0}
          data-testid={TID.validationRunAll}
          onClick={() => void validation.run(items)}
        >
          {t('Run all {count}', { count: items.length })}
        </Button>
        <Tally items={items} />
      </div>
    )
  }
  const { done, total } = busy.progress
  return (
    <div ref={row} className="validation__bar">
      <progress
        className="progress"
        max={busy.total}
        value={busy.done + (total === 0 ? 0 : done / total)}
        aria-label={t('Progress')}
        data-testid={TID.validationProgress}
      />
      <p className="validation__hint">
        {busy.total > 1 && `${t('{number} of {total}', { number: busy.done + 1, total: busy.total })} · `}
        {total === 0 ? t('Starting…') : t('{done} of {total} runs', { done, total })}
      </p>
      <Button icon={X} data-testid={TID.validationCancel} onClick={validation.cancel}>
        {t('Cancel')}
      </Button>
    </div>
  )
}

/** How many of those that have run hold. */
function Tally({ items }: { items: readonly Item[] }) {
  const { verdicts, lessons } = useValidation()
  const results = items.flatMap(({ kind, id }) => {
    if (kind === 'lesson') return lessons[id] ? [lessons[id].holds] : []
    return (verdicts[id] ?? []).map(({ passes }) => passes)
  })
  if (results.length === 0) return <p className="validation__hint">{t('Takes about a minute or two.')}</p>
  const good = results.filter(Boolean).length
  return (
    <p className="validation__hint" role="status" data-testid={TID.validationTally}>
      {t('{good} of {total} hold.', { good, total: results.length })}
    </p>
  )
}
