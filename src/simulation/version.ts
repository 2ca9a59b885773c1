/** Version of the simulation: a design and seed give the same digest as long as it stays the same. */
export const ENGINE_VERSION = '0.3.6'
