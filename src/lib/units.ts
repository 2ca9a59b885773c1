/**
 * The closed list of units a numeric parameter can have. Inside the simulation time is always in milliseconds; rates are
 * per second only at this edge.
 */
export const UNITS = ['ms', '1/s', 'count', 'share', 'factor', 'byte', 'byte/s', 'km', 'permille', 'exponent'] as const

/**
 * - `ms` simulated time; `1/s` events per second; `count` whole or fractional number of things;
 * - `share` a part of one, in [0, 1]; `factor` a multiplier; `exponent` a power in a formula;
 * - `byte`, `byte/s`, `km`, `permille` as they say.
 */
export type Unit = (typeof UNITS)[number]
