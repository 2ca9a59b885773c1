import type { Lesson } from '../../design/examples/lessons/lesson'
import type { Theme } from '../../design/examples/lessons/registry'
import { parseDesign } from '../../design/schema'
import { t } from '../i18n/language'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { usePanel } from '../validation/panel'
import { openCopy } from './open-copy'

function checkThem(): void {
  usePanel.setState({ panel: 'lessons' })
  viewStore.openDialog('validation')
}

/** Lessons by subject: what each shows, its variants to open, and the way to have their claims checked. */
export function Lessons({ themes }: { themes: readonly Theme[] }) {
  if (themes.length === 0) return null
  return (
    <section className="gallery__group">
      <h3>{t('Lessons')}</h3>
      <p className="gallery__about">
        {t('Each puts one question to several designs.')}{' '}
        <button type="button" className="gallery__link" data-testid={TID.galleryCheck} onClick={checkThem}>
          {t('Check what they claim')}
        </button>
      </p>
      {themes.map(({ title, lessons }) => (
        <section key={title} className="gallery__theme">
          <h4>{t(title)}</h4>
          <ul className="gallery__list">
            {lessons.map((lesson) => (
              <li key={lesson.id}>
                <LessonCard lesson={lesson} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

function LessonCard({ lesson: { id, name, summary, variants } }: { lesson: Lesson }) {
  return (
    <div className="gallery__card gallery__card--lesson">
      <span className="gallery__name">{t(name)}</span>
      <span className="gallery__summary">{t(summary)}</span>
      <span className="gallery__variants">
        {variants.map(({ label, design }, index) => (
          <button
            key={label}
            type="button"
            className="gallery__variant"
            aria-label={t('Open {what}: {variant}', { what: t(name), variant: t(label) })}
            data-testid={`${TID.example}${id}-${index}`}
            onClick={() => void openCopy(parseDesign(design).design)}
          >
            {t(label)}
          </button>
        ))}
      </span>
    </div>
  )
}
