/** Opens the app with a small design in which an algorithm is chosen. */
import type { UseData } from './data'

/**
 * The address of the app with an example of the block in which the parameter names the algorithm. The design comes from the block's
 * own example; for a connection from the first example, on the first connection that has such a policy.
 */
export async function addressInApp(use: UseData, member: string): Promise<string> {
  const [{ EXAMPLES, exampleOf, FIRST_EXAMPLE }, { parseDesign }, { encodeLink }] = await Promise.all([
    import('../../design/examples/registry'),
    import('../../design/schema'),
    import('../../design/link'),
  ])
  const example = exampleOf(use.kind === null ? FIRST_EXAMPLE : `block-${use.kind}`) ?? EXAMPLES[0]
  const design = structuredClone(example?.design) as LooseDesign
  const value = { choice: member, variant: { type: member }, object: {} }[use.is]
  const target =
    use.kind === null
      ? (design.connections.find((connection) => held(connection.params, use.path) !== undefined) ??
        design.connections[0])
      : design.blocks.find((block) => block.kind === use.kind)
  if (target) target.params = replaced(target.params ?? {}, use.path, value)
  const hash = await encodeLink(parseDesign(design).design, { engineVersion: '' })
  return `./${hash}`
}

type Values = { readonly [name: string]: unknown }

interface LooseDesign {
  readonly blocks: { readonly kind: string; params?: Values }[]
  readonly connections: { params?: Values }[]
}

function held(params: Values | undefined, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Values | null | undefined)?.[name], params)
}

function replaced(values: Values, [name = '', ...rest]: readonly string[], value: unknown): Values {
  const inner = rest.length === 0 ? value : replaced((values[name] ?? {}) as Values, rest, value)
  return { ...values, [name]: inner }
}
