/**
 * Parameter schemas: one description of a parameter from which its TypeScript type, default, validation, JSON Schema, form
 * field and place in a link are all derived.
 *
 * A schema is plain data. Composite schemas hold named {@link Field}s; every field and every variant carries a permanent
 * `number`, unique among its siblings, that stands for its name in links: numbers are only ever appended, never reused.
 *
 * The functions that make schemas are marked as free of side effects, so that a page leaves out those it does not use.
 */
import type { Rule } from './rules'
import type { Unit } from './units'

/** A number with a unit and inclusive limits. `null` is not accepted; wrap in {@link NullableSchema} for that. */
export interface NumberSchema {
  readonly kind: 'number'
  readonly unit: Unit
  readonly min: number
  readonly max: number
  readonly integer: boolean
  readonly default: number
  /** How a slider should move: evenly, or by ratio. */
  readonly scale: 'linear' | 'log'
}

/** True or false. */
export interface BooleanSchema {
  readonly kind: 'boolean'
  readonly default: boolean
}

/** Free text, at most `maxLength` UTF-16 units, no control characters. */
export interface TextSchema {
  readonly kind: 'text'
  readonly maxLength: number
  readonly default: string
  /** Set when the text names an entry that the callee has: of its parameter `of`, over the connection in the field `at`. */
  readonly entry?: { readonly of: string; readonly at: string }
}

/** One of a fixed list of ids. */
export interface ChoiceSchema<Id extends string = string> {
  readonly kind: 'choice'
  readonly options: readonly ChoiceOption<Id>[]
  readonly default: Id
  /** Set when the options are the members of an algorithm family, so that pages can link to the reference. */
  readonly family?: string
}

/** One option of a choice. */
export interface ChoiceOption<Id extends string = string> {
  readonly id: Id
  /** Permanent number of this option in links. */
  readonly number: number
  readonly label: string
  readonly help?: string
}

/** One of several shapes, told apart by `type`: `{ "type": id, ...fields of that variant }`. */
export interface VariantSchema<V extends Variant = Variant> {
  readonly kind: 'variant'
  readonly variants: readonly V[]
  /** Id of the variant that stands when nothing is given; its own fields then have their defaults. */
  readonly default: V['id']
  /** Set when the variants are the members of an algorithm family, so that pages can link to the reference. */
  readonly family?: string
}

/** One shape of a {@link VariantSchema}. */
export interface Variant<Id extends string = string, F extends Fields = Fields> {
  readonly id: Id
  /** Permanent number of this variant in links. */
  readonly number: number
  readonly label: string
  readonly help: string
  readonly fields: F
  /** What the fields keep to together; the defaults do. */
  readonly rules?: readonly Rule[]
}

/** A fixed set of named fields. */
export interface ObjectSchema<F extends Fields = Fields> {
  readonly kind: 'object'
  readonly fields: F
}

/** A list of values of one schema. */
export interface ListSchema<S extends Schema = Schema> {
  readonly kind: 'list'
  readonly item: S
  readonly minItems: number
  readonly maxItems: number
  readonly default: readonly unknown[]
}

/** A map from free ids (`^[a-z0-9_-]{1,32}$`) to values of one schema. */
export interface RecordSchema<S extends Schema = Schema> {
  readonly kind: 'record'
  readonly value: S
  readonly maxItems: number
  readonly default: { readonly [id: string]: unknown }
}

/** The id of one of the block's own outgoing connections; the empty string means "not chosen yet". */
export interface ConnectionSchema {
  readonly kind: 'connection'
  readonly default: ''
  /** What the connection has to lead to, for the field to make sense; anything when left out. */
  readonly leadsTo?: Target
}

/** What a block has to be: to answer to one of the roles, and to have the parameter, where one is named. */
export interface Target {
  readonly roles: readonly string[]
  readonly parameter?: string
}

/** `null` ("none" or "unlimited") or a value of the inner schema. */
export interface NullableSchema<S extends Schema = Schema> {
  readonly kind: 'nullable'
  readonly inner: S
  readonly default: null | 'inner'
  /** What `null` means here, for the form: "none", "unlimited", "never". */
  readonly nullLabel: string
}

export type Schema =
  | NumberSchema
  | BooleanSchema
  | TextSchema
  | ChoiceSchema
  | VariantSchema
  | ObjectSchema
  | ListSchema
  | RecordSchema
  | ConnectionSchema
  | NullableSchema

/** A named place for a value. */
export interface Field<S extends Schema = Schema> {
  /** Permanent number of this field in links, unique among its siblings, never reused. */
  readonly number: number
  /** Sentence-case name on the form. */
  readonly label: string
  /** One sentence: what it is and what changing it does. */
  readonly help: string
  readonly schema: S
  /** Heading on the form under which the field stands. Fields without one come first. */
  readonly section?: string
}

/** Fields by name. */
export interface Fields {
  readonly [name: string]: Field
}

/** The TypeScript type of the values that a schema describes, defaults filled in. */
export type Infer<S> = S extends NumberSchema
  ? number
  : S extends BooleanSchema
    ? boolean
    : S extends TextSchema
      ? string
      : S extends ChoiceSchema<infer Id>
        ? Id
        : S extends VariantSchema<infer V>
          ? InferVariant<V>
          : S extends ObjectSchema<infer F>
            ? InferFields<F>
            : S extends ListSchema<infer Item>
              ? Infer<Item>[]
              : S extends RecordSchema<infer Value>
                ? { [id: string]: Infer<Value> }
                : S extends ConnectionSchema
                  ? string
                  : S extends NullableSchema<infer Inner>
                    ? Infer<Inner> | null
                    : never

/** The object type of a set of fields. */
export type InferFields<F extends Fields> = { -readonly [K in keyof F]: Infer<F[K]['schema']> }

/** The object type of one variant, with its `type`. */
export type InferVariant<V extends Variant> =
  V extends Variant<infer Id, infer F> ? { type: Id } & InferFields<F> : never

/** A field. Its number is permanent: see {@link Field.number}. */
/* @__NO_SIDE_EFFECTS__ */
export function field<S extends Schema>(
  number: number,
  label: string,
  help: string,
  schema: S,
  section?: string,
): Field<S> {
  return section === undefined ? { number, label, help, schema } : { number, label, help, schema, section }
}

/** A number; default limits are 0 and 1e9, both inside. */
/* @__NO_SIDE_EFFECTS__ */
export function number(
  unit: Unit,
  defaultValue: number,
  limits: { min?: number; max?: number; integer?: boolean; scale?: 'linear' | 'log' } = {},
): NumberSchema {
  const { min = 0, max = 1e9, integer = false, scale = 'linear' } = limits
  return { kind: 'number', unit, min, max, integer, default: defaultValue, scale }
}

/** A whole number; default limits are 0 and 1e9, both inside. */
/* @__NO_SIDE_EFFECTS__ */
export function integer(
  unit: Unit,
  defaultValue: number,
  limits: { min?: number; max?: number; scale?: 'linear' | 'log' } = {},
): NumberSchema {
  return number(unit, defaultValue, { ...limits, integer: true })
}

/* @__NO_SIDE_EFFECTS__ */
export function boolean(defaultValue: boolean): BooleanSchema {
  return { kind: 'boolean', default: defaultValue }
}

/* @__NO_SIDE_EFFECTS__ */
export function text(defaultValue: string, maxLength = 120, entry?: TextSchema['entry']): TextSchema {
  return { kind: 'text', default: defaultValue, maxLength, ...(entry === undefined ? {} : { entry }) }
}

/* @__NO_SIDE_EFFECTS__ */
export function choice<const Id extends string>(
  options: readonly ChoiceOption<Id>[],
  defaultValue: NoInfer<Id>,
): ChoiceSchema<Id> {
  return { kind: 'choice', options, default: defaultValue }
}

/* @__NO_SIDE_EFFECTS__ */
export function variant<const Id extends string, const F extends Fields>(
  id: Id,
  number: number,
  label: string,
  help: string,
  fields: F,
  rules?: readonly Rule<NoInfer<keyof F & string>>[],
): Variant<Id, F> {
  return rules === undefined ? { id, number, label, help, fields } : { id, number, label, help, fields, rules }
}

/* @__NO_SIDE_EFFECTS__ */
export function variants<const V extends readonly Variant[]>(
  list: V,
  defaultId: V[number]['id'],
  family?: string,
): VariantSchema<V[number]> {
  return family === undefined
    ? { kind: 'variant', variants: list, default: defaultId }
    : { kind: 'variant', variants: list, default: defaultId, family }
}

/* @__NO_SIDE_EFFECTS__ */
export function object<const F extends Fields>(fields: F): ObjectSchema<F> {
  return { kind: 'object', fields }
}

/* @__NO_SIDE_EFFECTS__ */
export function list<S extends Schema>(
  item: S,
  options: { minItems?: number; maxItems?: number; default?: readonly unknown[] } = {},
): ListSchema<S> {
  return {
    kind: 'list',
    item,
    minItems: options.minItems ?? 0,
    maxItems: options.maxItems ?? 100,
    default: options.default ?? [],
  }
}

/* @__NO_SIDE_EFFECTS__ */
export function record<S extends Schema>(
  value: S,
  options: { maxItems?: number; default?: { readonly [id: string]: unknown } } = {},
): RecordSchema<S> {
  return { kind: 'record', value, maxItems: options.maxItems ?? 32, default: options.default ?? {} }
}

/** A reference to one of the block's own outgoing connections, to a block of certain roles that has a certain parameter. */
/* @__NO_SIDE_EFFECTS__ */
export function connection(roles?: readonly string[], parameter?: string): ConnectionSchema {
  if (roles === undefined) return { kind: 'connection', default: '' }
  return { kind: 'connection', default: '', leadsTo: parameter === undefined ? { roles } : { roles, parameter } }
}

/** `null` or an inner value. `defaultValue` is `null`, or `'inner'` for the default of the inner schema. */
/* @__NO_SIDE_EFFECTS__ */
export function nullable<S extends Schema>(
  inner: S,
  defaultValue: null | 'inner' = null,
  nullLabel = 'none',
): NullableSchema<S> {
  return { kind: 'nullable', inner, default: defaultValue, nullLabel }
}

/** The value that stands when nothing is given. A fresh copy at each call. */
/* @__NO_SIDE_EFFECTS__ */
export function defaultOf<S extends Schema>(schema: S): Infer<S> {
  return defaultValue(schema) as Infer<S>
}

/** The defaults of a set of fields. A fresh copy at each call. */
/* @__NO_SIDE_EFFECTS__ */
export function defaultsOf<F extends Fields>(fields: F): InferFields<F> {
  return defaultValues(fields) as InferFields<F>
}

/** The variant with that id, or undefined. */
export function variantOf(schema: VariantSchema, id: string): Variant | undefined {
  return schema.variants.find((variant) => variant.id === id)
}

/** As {@link defaultsOf}, where the fields are known only at run time. */
export function defaultValues(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, defaultValue(field.schema)]))
}

/** As {@link defaultOf}, where the schema is known only at run time. */
export function defaultValue(schema: Schema): unknown {
  switch (schema.kind) {
    case 'object':
      return defaultValues(schema.fields)
    case 'variant':
      return { type: schema.default, ...defaultValues(variantOf(schema, schema.default)?.fields ?? {}) }
    case 'list':
    case 'record':
      return structuredCloneOfPlain(schema.default)
    case 'nullable':
      return schema.default === null ? null : defaultValue(schema.inner)
    default:
      return schema.default
  }
}

/** Deep copy of JSON data; `structuredClone` is not in every environment this compiles for. */
function structuredCloneOfPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCloneOfPlain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, structuredCloneOfPlain(part)]))
}
