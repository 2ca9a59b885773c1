import type { Curve } from '../../design/wires'

/** Where each wire runs: kept by the edges as they are drawn, read by the particles. */
export const curves = new Map<string, Curve>()
