import learn from 'virtual:learn'
import { blockOf } from '../../blocks/registry'
import type { Block } from '../../design/design'
import { t } from '../i18n/language'

/** What really runs, how it fails, what to watch. */
export function BlockLearn({ block }: { block: Block }) {
  const definition = blockOf(block.kind)
  if (!definition) return null
  const { help, sources } = learn[block.kind] ?? { help: [], sources: [] }
  return (
    <article className="learn">
      <h2 className="learn__title">{t(definition.name)}</h2>
      <p className="learn__lead">{t(definition.summary)}</p>
      {help.map((paragraph) => (
        <p key={paragraph}>{t(paragraph)}</p>
      ))}
      <h3>{t('Parameters')}</h3>
      <dl>
        {Object.entries(definition.fields).map(([name, field]) => (
          <div key={name}>
            <dt>{t(field.label)}</dt>
            <dd>{t(field.help)}</dd>
          </div>
        ))}
      </dl>
      {definition.figures.length > 0 && (
        <>
          <h3>{t('Figures of its own')}</h3>
          <dl>
            {definition.figures.map((figure) => (
              <div key={figure.id}>
                <dt>{t(figure.label)}</dt>
                <dd>{t(figure.help)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>{t('Sources')}</h3>
      <ul className="learn__sources">
        {sources.map(({ title, url }) => (
          <li key={title}>
            {url ? (
              <a href={url} target="_blank" rel="noreferrer">
                {title}
              </a>
            ) : (
              title
            )}
          </li>
        ))}
      </ul>
    </article>
  )
}
