/** JSON Schema (draft 2020-12) of designs, made from the schemas of blocks, connections and scenario. */
import { BLOCKS } from '../blocks/registry'
import { ID_PATTERN } from '../lib/ids'
import { ruleText } from '../lib/rules'
import { defaultValue, type Field, type Fields, type Schema } from '../lib/schema'
import { COMMENT_WIDTH, MAX_COMMENT, MAX_COMMENT_WIDTH, MAX_COMMENTS, MIN_COMMENT_WIDTH } from './comments'
import { CONNECTION_FIELDS } from './connection'
import {
  FORMAT,
  MAX_BLOCKS,
  MAX_CONNECTIONS,
  MAX_COORDINATE,
  MAX_LABEL,
  MAX_NAME,
  MAX_OBJECTIVES,
  MAX_SEED,
} from './design'
import { MAX_GROUPS } from './group-tree'
import { GROUP_KINDS, MAX_MEMBERS } from './groups'
import { FAULT_FIELDS, FAULT_KINDS, MAX_CHANGES, MAX_FAULTS, SCENARIO_FIELDS } from './scenario'

/** A JSON Schema, itself plain JSON. */
export interface JsonSchema {
  [keyword: string]: unknown
}

/** The dialect that the schemas are written in. */
export const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

const ID: JsonSchema = { type: 'string', pattern: ID_PATTERN.source }

/** The JSON Schema of the values that a parameter schema accepts. Everything with a default may be left out. */
export function toJsonSchema(schema: Schema): JsonSchema {
  switch (schema.kind) {
    case 'number': {
      const { min, max, unit } = schema
      const limits = {
        ...(Number.isFinite(min) ? { minimum: min } : {}),
        ...(Number.isFinite(max) ? { maximum: max } : {}),
      }
      return { type: schema.integer ? 'integer' : 'number', ...limits, default: schema.default, 'x-unit': unit }
    }
    case 'boolean':
      return { type: 'boolean', default: schema.default }
    case 'text':
      return { type: 'string', maxLength: schema.maxLength, default: schema.default }
    case 'choice':
      return { enum: schema.options.map((option) => option.id), default: schema.default }
    case 'connection':
      return {
        type: 'string',
        pattern: '^[a-z0-9_-]{0,32}$',
        description: 'Id of an outgoing connection.',
        default: '',
      }
    case 'nullable':
      return { anyOf: [toJsonSchema(schema.inner), { type: 'null' }], default: defaultValue(schema) }
    case 'object':
      return closedObject(propertiesOf(schema.fields))
    case 'variant':
      return {
        oneOf: schema.variants.map(({ id, label, help, fields, rules = [] }) => ({
          title: label,
          // JSON Schema cannot compare two values; validation does.
          description: [help, ...rules.map(ruleText)].join(' '),
          ...closedObject({ type: { const: id }, ...propertiesOf(fields) }, id === schema.default ? [] : ['type']),
        })),
        default: { type: schema.default },
      }
    case 'list': {
      const { minItems, maxItems } = schema
      return { type: 'array', items: toJsonSchema(schema.item), minItems, maxItems, default: schema.default }
    }
    case 'record': {
      const { maxItems } = schema
      const rest = { maxProperties: maxItems, default: schema.default }
      return { type: 'object', propertyNames: ID, additionalProperties: toJsonSchema(schema.value), ...rest }
    }
  }
}

/** JSON Schemas of named fields, with their labels and help. */
export function propertiesOf(fields: Fields): { [name: string]: JsonSchema } {
  const described = ({ label, help, schema }: Field): JsonSchema => ({
    title: label,
    description: help,
    ...toJsonSchema(schema),
  })
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, described(field)]))
}

/** An object with these properties and no others. */
export function closedObject(properties: { [name: string]: JsonSchema }, required: readonly string[] = []): JsonSchema {
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false }
}

const COORDINATE: JsonSchema = { type: 'number', minimum: -MAX_COORDINATE, maximum: MAX_COORDINATE }
const PLACE = closedObject({ x: COORDINATE, y: COORDINATE }, ['x', 'y'])

/** The JSON Schema of a whole design. What refers to something else by id is beyond it; `parseDesign` checks that too. */
export function designJsonSchema(): JsonSchema {
  const blocks = BLOCKS.map(({ id, name, summary, fields }) => ({
    title: name,
    description: summary,
    ...closedObject(
      {
        id: ID,
        kind: { const: id },
        label: { type: 'string', maxLength: MAX_LABEL },
        params: closedObject(propertiesOf(fields)),
        position: PLACE,
      },
      ['id', 'kind'],
    ),
  }))
  const connection = closedObject({ id: ID, from: ID, to: ID, params: closedObject(propertiesOf(CONNECTION_FIELDS)) }, [
    'id',
    'from',
    'to',
  ])
  return {
    $schema: DIALECT,
    title: 'Design',
    description: 'A service architecture and the scenario it runs through.',
    ...closedObject(
      {
        format: { const: FORMAT },
        name: { type: 'string', maxLength: MAX_NAME },
        seed: { type: 'integer', minimum: 0, maximum: MAX_SEED, default: 1 },
        scenario: scenarioSchema(),
        blocks: { type: 'array', maxItems: MAX_BLOCKS, items: { oneOf: blocks } },
        connections: { type: 'array', maxItems: MAX_CONNECTIONS, items: connection },
        objectives: { type: 'array', maxItems: MAX_OBJECTIVES, items: objectiveSchema() },
        groups: { type: 'array', maxItems: MAX_GROUPS, items: groupSchema() },
        comments: { type: 'array', maxItems: MAX_COMMENTS, items: commentSchema() },
      },
      ['format'],
    ),
  }
}

function groupSchema(): JsonSchema {
  const members = {
    type: 'array',
    description: 'Ids of the blocks and groups in it, each in one group only.',
    items: ID,
    minItems: 1,
    maxItems: MAX_MEMBERS,
  }
  return {
    oneOf: GROUP_KINDS.variants.map(({ id, label, help, fields }) => ({
      title: label,
      description: help,
      ...closedObject(
        {
          id: ID,
          kind: { const: id },
          label: { type: 'string', maxLength: MAX_LABEL },
          members,
          params: closedObject(propertiesOf(fields)),
          collapsed: { type: 'boolean', description: 'Drawn as one node.', default: false },
        },
        ['id', 'kind', 'members'],
      ),
    })),
  }
}

function commentSchema(): JsonSchema {
  const width = { type: 'integer', minimum: MIN_COMMENT_WIDTH, maximum: MAX_COMMENT_WIDTH, default: COMMENT_WIDTH }
  const text = { type: 'string', maxLength: MAX_COMMENT }
  const block = { ...ID, description: 'The block that it is about.' }
  return closedObject({ id: ID, text, position: PLACE, width, block }, ['id', 'text', 'position'])
}

function scenarioSchema(): JsonSchema {
  const faults = FAULT_KINDS.variants.map(({ id, label, help, fields }) => ({
    title: label,
    description: help,
    ...closedObject({ type: { const: id }, target: ID, ...propertiesOf({ ...FAULT_FIELDS, ...fields }) }, [
      'type',
      'target',
    ]),
  }))
  const change = closedObject(
    {
      atMs: { type: 'number', minimum: 0, maximum: 86_400_000, default: 0, 'x-unit': 'ms' },
      path: { type: 'string', description: 'A parameter, such as blocks.orders.params.workers.' },
      value: { description: 'What it became; checked like the parameter itself.' },
    },
    ['path', 'value'],
  )
  return closedObject({
    ...propertiesOf(SCENARIO_FIELDS),
    faults: { type: 'array', maxItems: MAX_FAULTS, items: { oneOf: faults } },
    changes: { type: 'array', maxItems: MAX_CHANGES, items: change },
  })
}

function objectiveSchema(): JsonSchema {
  const measure = { type: 'string', description: 'Path in the report, such as requests.latencyMs.p99.' }
  const limit = { type: 'number' }
  const either = (name: 'below' | 'above'): JsonSchema => closedObject({ measure, [name]: limit }, ['measure', name])
  return { oneOf: [either('below'), either('above')] }
}
