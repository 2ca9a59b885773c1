/** Ids of blocks, connections, counters: lower-case letters, digits, underscore and hyphen, 1 to 32 of them. */
export const ID_PATTERN = /^[a-z0-9_-]{1,32}$/
