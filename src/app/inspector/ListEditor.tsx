import { ChevronDown, ChevronRight, ChevronUp, Plus, RotateCcw, X } from 'lucide-react'
import { type ComponentType, type DragEvent, type ReactNode, useState } from 'react'
import { type ChoiceSchema, type Fields, type ListSchema, type Schema, variantOf } from '../../lib/schema'
import { listed, t } from '../i18n/language'
import { TID } from '../test-ids'
import { Button, IconButton } from '../ui/Button'
import { classNames } from '../ui/class-names'
import { useForm } from './form'
import { NumbersEditor } from './NumbersEditor'
import { freshItem, moved } from './schema-form'
import { summaryOf } from './summary'
import { ValueControl } from './ValueControl'

/** Draws the fields of an entry; passed in, because an entry can hold lists again. */
type NestedComponent = ComponentType<{ fields: Fields; values: { readonly [name: string]: unknown }; path: string }>

interface ListEditorProps {
  Nested: NestedComponent
  label: string
  help: string
  schema: ListSchema
  value: readonly unknown[]
  path: string
  isTitled: boolean
  isChanged: boolean
  onReset: () => void
}

/** A list: tick boxes for choices, a line of text for numbers, otherwise rows that can be opened, moved and removed. */
export function ListEditor(props: ListEditorProps) {
  const { schema } = props
  return (
    <div className={classNames('list', props.isChanged && 'field--changed')} data-testid={TID.field + props.path}>
      <div className={classNames('list__head', props.isTitled && 'list__head--titled')}>
        <span className="field__label" data-tip={t(props.help)}>
          {props.isTitled ? <span className="visually-hidden">{t(props.label)}</span> : t(props.label)}
        </span>
        {props.isChanged && (
          <IconButton
            size="small"
            icon={RotateCcw}
            label={t('Reset {what}', { what: t(props.label).toLowerCase() })}
            onClick={props.onReset}
          />
        )}
      </div>
      {schema.item.kind === 'choice' ? (
        <Choices {...props} item={schema.item} />
      ) : schema.item.kind === 'number' ? (
        <NumbersEditor
          label={props.label}
          schema={schema}
          item={schema.item}
          value={props.value as number[]}
          path={props.path}
        />
      ) : (
        <Rows {...props} />
      )}
    </div>
  )
}

function Choices({ item, value, path, label }: ListEditorProps & { item: ChoiceSchema }) {
  const form = useForm()
  return (
    <fieldset className="list__choices" aria-label={t(label)}>
      {item.options.map(({ id, label: word }) => {
        const toggle = (isOn: boolean): void => {
          const next = item.options
            .map((option) => option.id)
            .filter((one) => (one === id ? isOn : value.includes(one)))
          form.set(path, next, label)
        }
        return (
          <label key={id} className="chip">
            <input type="checkbox" checked={value.includes(id)} onChange={(event) => toggle(event.target.checked)} />
            {t(word)}
          </label>
        )
      })}
    </fieldset>
  )
}

function Rows({ Nested, schema, value, path, label }: ListEditorProps) {
  const form = useForm()
  const [open, setOpen] = useState<number | null>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const canAdd = value.length < schema.maxItems
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= value.length) return
    form.set(path, moved(value, from, to), `Move in ${label.toLowerCase()}`)
    if (open === from) setOpen(to)
  }
  const remove = (index: number): void => {
    form.set(
      path,
      value.filter((_, at) => at !== index),
      `Remove from ${label.toLowerCase()}`,
    )
    setOpen(null)
  }
  const add = (): void => {
    form.set(path, [...value, freshItem(schema.item)], `Add to ${label.toLowerCase()}`)
    setOpen(value.length)
  }
  return (
    <>
      <ol className="list__rows">
        {value.map((item, index) => (
          <Row
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
            key={index}
            Nested={Nested}
            schema={schema.item}
            item={item}
            index={index}
            path={`${path}[${index}]`}
            isOpen={open === index}
            isLast={index === value.length - 1}
            onToggle={() => setOpen(open === index ? null : index)}
            onMove={(step) => move(index, index + step)}
            onRemove={value.length > schema.minItems ? () => remove(index) : null}
            onDragStart={() => setDragged(index)}
            onDrop={() => {
              if (dragged !== null && dragged !== index) move(dragged, index)
              setDragged(null)
            }}
          />
        ))}
      </ol>
      {canAdd && (
        <Button variant="quiet" icon={Plus} className="list__add" onClick={add}>
          {schema.item.kind === 'variant' ? t('Add a step') : t('Add a row')}
        </Button>
      )}
    </>
  )
}

interface RowProps {
  Nested: NestedComponent
  schema: Schema
  item: unknown
  index: number
  path: string
  isOpen: boolean
  isLast: boolean
  onToggle: () => void
  onMove: (step: 1 | -1) => void
  onRemove: (() => void) | null
  onDragStart: () => void
  onDrop: () => void
}

function Row(props: RowProps) {
  const { schema, item, index, isOpen, isLast } = props
  const Chevron = isOpen ? ChevronDown : ChevronRight
  const onDragOver = (event: DragEvent): void => event.preventDefault()
  return (
    <li className={classNames('row', isOpen && 'row--open')} onDragOver={onDragOver} onDrop={props.onDrop}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: rows can be dragged; the buttons do the same by keyboard */}
      <div className="row__head" draggable={!isOpen} onDragStart={props.onDragStart}>
        <button type="button" className="row__toggle" aria-expanded={isOpen} onClick={props.onToggle}>
          <Chevron size={14} aria-hidden />
          <span className="row__number">{index + 1}</span>
          <RowSummary schema={schema} item={item} />
        </button>
        <span className="row__tools">
          <IconButton
            size="small"
            icon={ChevronUp}
            label={t('Move up')}
            disabled={index === 0}
            onClick={() => props.onMove(-1)}
          />
          <IconButton
            size="small"
            icon={ChevronDown}
            label={t('Move down')}
            disabled={isLast}
            onClick={() => props.onMove(1)}
          />
          {props.onRemove && <IconButton size="small" icon={X} label={t('Remove')} onClick={props.onRemove} />}
        </span>
      </div>
      {isOpen && <RowBody {...props} />}
    </li>
  )
}

/** What a row is about: for a variant its name, where it leads and when; otherwise its first values. */
function RowSummary({ schema, item }: { schema: Schema; item: unknown }): ReactNode {
  const { connections } = useForm()
  const values = item as Record<string, unknown>
  if (schema.kind === 'variant') {
    const chosen = variantOf(schema, String(values['type']))
    const parts = Object.entries(chosen?.fields ?? {})
    const ends = parts
      .filter(([, field]) => field.schema.kind === 'connection')
      .map(([name]) => connections.find(({ id }) => id === values[name])?.label ?? t('not chosen'))
    return (
      <span className="row__summary">
        {t(chosen?.label ?? '')} <span className="row__detail">{listed(ends)}</span>
      </span>
    )
  }
  if (schema.kind === 'object') {
    const text = Object.entries(schema.fields).map(([name, field]) => summaryOf(field.schema, values[name]))
    return <span className="row__summary">{text.join(' · ')}</span>
  }
  return <span className="row__summary">{summaryOf(schema, item)}</span>
}

function RowBody({ Nested, schema, item, path }: RowProps) {
  const form = useForm()
  const values = item as { readonly [name: string]: unknown }
  if (schema.kind === 'object')
    return (
      <div className="row__body">
        <Nested fields={schema.fields} values={values} path={path} />
      </div>
    )
  const chosen = schema.kind === 'variant' ? variantOf(schema, String(values['type'])) : undefined
  return (
    <div className="row__body">
      <div className="row__kind">
        <ValueControl
          schema={schema}
          value={item}
          label={t('Kind')}
          onChange={(next) => form.set(path, next, 'Kind of step')}
        />
        {chosen && <p className="row__help">{t(chosen.help)}</p>}
      </div>
      {chosen && <Nested fields={chosen.fields} values={values} path={path} />}
    </div>
  )
}
