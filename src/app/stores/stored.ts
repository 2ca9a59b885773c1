/** Small preferences in the browser's own storage; a browser that refuses it forgets them and works all the same. */

const PREFIX = 'loadbearing.'

export function readStored<const Value extends string>(
  key: string,
  allowed: readonly Value[],
  fallback: NoInfer<Value>,
): Value {
  const raw = readText(key)
  return allowed.find((value) => value === raw) ?? fallback
}

export function writeStored(key: string, value: string): void {
  try {
    globalThis.localStorage?.setItem(PREFIX + key, value)
  } catch {
    // Refused or full: the preference lasts for this page only.
  }
}

/** The same storage as panels want it. */
export const storedText = {
  getItem: readText,
  setItem: writeStored,
}

function readText(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(PREFIX + key) ?? null
  } catch {
    return null
  }
}
