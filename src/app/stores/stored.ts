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

/** A number that was stored, or the fallback. */
export function readStoredNumber(key: string, fallback: number): number {
  const value = Number(readText(key) ?? Number.NaN)
  return Number.isFinite(value) ? value : fallback
}

function readText(key: string): string | null {
  try {
    return globalThis.localStorage?.getItem(PREFIX + key) ?? null
  } catch {
    return null
  }
}
