/** What the bundler puts in the place of a glob of modules. */
interface ImportMeta {
  glob<T>(pattern: string, options: { eager: true }): Record<string, T>
}
