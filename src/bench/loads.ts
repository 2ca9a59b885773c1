/** What is put on top of the models to see what it costs. */
import everyPolicy from './designs/every-policy.json'

interface Document {
  readonly blocks: readonly { readonly kind: string; readonly params: object }[]
  readonly connections: readonly { readonly params: object }[]
}

/** Parameters that blocks of a kind and all connections get on top of their own. */
interface Load {
  readonly blocks: { readonly [kind: string]: object }
  readonly connection: object
}

/** A timeout on each call, which hardly ever fires. */
export function withTimeouts(document: unknown): unknown {
  return loaded(document, { blocks: {}, connection: { timeoutMs: 5000 } })
}

/** Every policy of callers and callees at once, none so tight that it decides much. */
export function withEveryPolicy(document: unknown): unknown {
  return loaded(document, everyPolicy)
}

function loaded(document: unknown, load: Load): unknown {
  const { blocks, connections, ...rest } = document as Document
  return {
    ...rest,
    blocks: blocks.map((one) => ({ ...one, params: { ...one.params, ...load.blocks[one.kind] } })),
    connections: connections.map((one) => ({ ...one, params: { ...one.params, ...load.connection } })),
  }
}
