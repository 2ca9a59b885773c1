import { useState } from 'react'
import { blockOf } from '../../blocks/registry'
import { THEMES } from '../../design/examples/lessons/registry'
import { EXAMPLES, type Example } from '../../design/examples/registry'
import { parseDesign } from '../../design/schema'
import { plural, t } from '../i18n/language'
import { viewStore } from '../stores/view'
import { TID } from '../test-ids'
import { Dialog } from '../ui/Dialog'
import { iconNamed } from '../ui/icons'
import { Lessons } from './Lessons'
import { openCopy } from './open-copy'
import './gallery.css'

/** Examples to open: whole architectures first, then one for each block. What was open comes back with undo. */
export function GalleryDialog() {
  const [words, setWords] = useState('')
  const isMeant = ({ name, summary }: { name: string; summary: string }): boolean =>
    matches(`${name} ${summary} ${t(name)} ${t(summary)}`, words)
  const shown = EXAMPLES.filter(isMeant)
  const isOfBlock = ({ id }: Example): boolean => id.startsWith('block-')
  const architectures = shown.filter((example) => !isOfBlock(example))
  const ofBlocks = shown.filter(isOfBlock)
  const themes = THEMES.map((theme) => ({ ...theme, lessons: theme.lessons.filter(isMeant) })).filter(
    ({ lessons }) => lessons.length > 0,
  )
  return (
    <Dialog
      title={t('Gallery')}
      summary={t('Each opens as a copy that is kept once you change it. Opening can be undone.')}
      size="large"
      testId={TID.galleryDialog}
      onClose={viewStore.closeDialog}
    >
      <input
        className="gallery__search"
        type="search"
        aria-label={t('Find an example')}
        placeholder={t('Find an example')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {architectures.length > 0 && <Group title={t('Architectures')} examples={architectures} />}
      <Lessons themes={themes} />
      {ofBlocks.length > 0 && <Group title={t('One for each block')} examples={ofBlocks} />}
      {shown.length + themes.length === 0 && (
        <p className="gallery__none">{t('No example has these words. Try another word.')}</p>
      )}
    </Dialog>
  )
}

function Group({ title, examples }: { title: string; examples: readonly Example[] }) {
  return (
    <section className="gallery__group">
      <h3>{title}</h3>
      <ul className="gallery__list">
        {examples.map((example) => (
          <li key={example.id}>
            <ExampleCard example={example} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function matches(text: string, words: string): boolean {
  const lower = text.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word))
}

function ExampleCard({ example }: { example: Example }) {
  const { blocks } = example.design as { blocks: readonly { kind: string }[] }
  const icons = [...new Set(blocks.map(({ kind }) => blockOf(kind)?.icon ?? 'box'))]
  return (
    <button
      type="button"
      className="gallery__card"
      data-testid={`${TID.example}${example.id}`}
      onClick={() => void openCopy(parseDesign(example.design).design)}
    >
      <span className="gallery__name">{t(example.name)}</span>
      <span className="gallery__summary">{t(example.summary)}</span>
      <span className="gallery__icons" aria-hidden="true">
        {icons.map((name) => {
          const Icon = iconNamed(name)
          return <Icon key={name} size={15} strokeWidth={1.6} />
        })}
        <span className="gallery__count">
          {plural(blocks.length, { one: '{count} block', other: '{count} blocks' })}
        </span>
      </span>
    </button>
  )
}
