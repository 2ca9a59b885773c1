import { MessageSquare, Search } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import { type AnyBlock, BLOCK_GROUPS } from '../../blocks/block'
import { BLOCKS } from '../../blocks/registry'
import { perform } from '../actions/action'
import { DRAGGED_KIND } from '../canvas/drag'
import { focusSelected, placeBlock } from '../canvas/placing'
import { t } from '../i18n/language'
import { TID } from '../test-ids'
import { iconNamed } from '../ui/icons'
import { Keys } from '../ui/Keys'
import { bestOf, groupsFitting } from './search'
import './palette.css'

/** Every kind of block by group. Click or Enter places one where there is room; dragging places it where it is let go. */
export function Palette() {
  const [query, setQuery] = useState('')
  const groups = groupsFitting(BLOCKS, BLOCK_GROUPS, query)
  const first = bestOf(groups, query)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows go between the field and the buttons inside
    <div className="palette" data-testid={TID.palette} onKeyDown={moveInPalette}>
      <div className="palette__search">
        <Search size={14} aria-hidden />
        <input
          className="palette__input"
          type="search"
          aria-label={t('Find a block')}
          placeholder={t('Find a block')}
          autoComplete="off"
          spellCheck={false}
          data-testid={TID.paletteSearch}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && first) {
              placeBlock(first.id)
              // What is typed next looks for another; Enter places one more.
              event.currentTarget.select()
            }
            if (event.key === 'Escape') {
              if (query === '') {
                event.currentTarget.blur()
                // The keyboard goes on with what was placed last.
                focusSelected()
              }
              setQuery('')
            }
          }}
        />
        {query === '' && <Keys combo="/" />}
      </div>
      <div className="palette__list scroll">
        {groups.map(({ group, blocks }) => (
          <section key={group} aria-label={titleOf(t(group))}>
            <h3 className="palette__group">{titleOf(t(group))}</h3>
            <ul>
              {blocks.map((block) => (
                <li key={block.id}>
                  <PaletteItem block={block} isFirst={query !== '' && block === first} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {query === '' && (
          <button type="button" className="palette__item" data-testid={TID.paletteComment} onClick={addComment}>
            <MessageSquare size={16} strokeWidth={1.75} aria-hidden />
            <span>{t('Comment')}</span>
            <Keys combo="n" />
          </button>
        )}
        {groups.length === 0 && (
          <p className="palette__empty">{t('No block fits “{query}”.', { query: query.trim() })}</p>
        )}
      </div>
    </div>
  )
}

function addComment(): void {
  void import('../actions/registry').then(({ actionOf }) => perform(actionOf('add-comment')))
}

function titleOf(group: string): string {
  return group.charAt(0).toUpperCase() + group.slice(1)
}

function PaletteItem({ block, isFirst }: { block: AnyBlock; isFirst: boolean }) {
  const Icon = iconNamed(block.icon)
  const onDragStart = (event: DragEvent): void => {
    event.dataTransfer.setData(DRAGGED_KIND, block.id)
    event.dataTransfer.setData('text/plain', block.name)
    event.dataTransfer.effectAllowed = 'copy'
  }
  return (
    <button
      type="button"
      className="palette__item"
      draggable
      data-testid={TID.paletteItem + block.id}
      data-tip={t(block.summary)}
      data-first={isFirst || undefined}
      onDragStart={onDragStart}
      onClick={() => placeBlock(block.id)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span>{t(block.name)}</span>
      {isFirst && <Keys combo="enter" />}
    </button>
  )
}

/** Arrows go through the items and back to the search field. */
function moveInPalette(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .palette__item')]
  const at = stops.indexOf(event.target as HTMLElement)
  event.preventDefault()
  stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus()
}
