/**
 * The one Trusted Types policy of the page, named `app`: script URLs of our own origin and nothing else.
 *
 * Where the browser has no Trusted Types the same check is made and the plain text is returned.
 */
interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown
}

interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptUrlPolicy
}

/** Returns `url` made absolute. Throws a TypeError when it is not of the page's own origin. */
export function requireSameOrigin(url: string, base: string): string {
  const resolved = new URL(url, base)
  if (resolved.origin !== new URL(base).origin || !/^https?:$/.test(resolved.protocol)) {
    throw new TypeError(`Refused to load a script from ${resolved.origin}`)
  }
  return resolved.href
}

let policy: ScriptUrlPolicy | undefined

/** A script URL that `Worker` and `serviceWorker.register` accept under the page's content security policy. */
export function scriptUrl(url: string): string {
  const rules = { createScriptURL: (candidate: string) => requireSameOrigin(candidate, window.location.href) }
  policy ??= (window as { trustedTypes?: PolicyFactory }).trustedTypes?.createPolicy('app', rules) ?? rules
  return policy.createScriptURL(url) as string
}
