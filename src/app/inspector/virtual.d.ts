declare module 'virtual:learn' {
  /** By kind of block, as its definition has it. */
  const learn: { readonly [kind: string]: Pick<import('../../blocks/block').AnyBlock, 'help' | 'sources'> }
  export default learn
}
