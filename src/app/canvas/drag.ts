/** Type of dragged data that names a kind of block. */
export const DRAGGED_KIND = 'application/x-loadbearing-kind'
