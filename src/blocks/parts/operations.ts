/** What one block can ask of another: the meaning of a call's `operation`, `key`, arguments and results. */

/** Act on the request itself: read or write its key, whatever the callee makes of it. */
export const ACT = 0
/** Read the key. Argument2: how many keys that stands for (0: one). Result: version ({@link NOT_THERE} where there is nothing), and index of the database plus one. */
export const READ = 1
/** Write the key. Result: new version, and index of the database plus one. */
export const WRITE = 2
/**
 * Look up the key in a cache. Argument: index of the origin plus one. Result: 1 and the version for a hit; 0 for a miss, and 1 where
 * the cache wants to be told that the key is not there, too.
 */
export const LOOK_UP = 3
/** Put the key into a cache. Arguments: version, index of the database plus one. */
export const FILL = 4
/** Delete the key from a cache. */
export const DELETE = 5
/** Take the lock named by the key. Result: fencing token, owner. */
export const ACQUIRE = 6
/** Let go of the lock named by the key. Argument: owner. */
export const RELEASE = 7
/** Answer of a store that has seen a newer fencing token than the one it was shown. */
export const FENCED_OFF = -1
/** Read the counter named by the key. Argument2: fencing token (0: none). Result: its value, or {@link FENCED_OFF}. */
export const READ_COUNTER = 8
/** Store a counter. Arguments: value, fencing token (0: none). Result: 1, or {@link FENCED_OFF}. */
export const WRITE_COUNTER = 9
/** Take one off a counter if it is positive. Argument2: fencing token (0: none). Result: 1 if taken, 0 if none is left, {@link FENCED_OFF}. */
export const DECREMENT = 10
/** Store a message. */
export const PUBLISH = 11
/** Read or write several keys at once, as the request says. Argument: how many. */
export const BATCH = 12
/** Take one off a counter if it is what the caller last read. Argument: that value. Result: 1 if taken, 0 if it has changed. */
export const COMPARE_AND_TAKE = 13
/** Keep that version of the key, unless a newer one is there. Arguments: the version, how many keys that stands for (0: one). Result: the version that is there then. */
export const STORE = 14
