/** A name as it stands within a sentence: "Load balancer" becomes "load balancer", "API gateway" stays. */
export function inSentence(name: string): string {
  return /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}
