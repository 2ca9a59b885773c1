/** Budgets of what the browser loads, compressed. What a page loads at first is read from the built page itself. */
import { existsSync, readFileSync } from 'node:fs'

function loadedBy(page) {
  if (!existsSync(`dist/${page}`)) return [`dist/${page}`]
  const html = readFileSync(`dist/${page}`, 'utf8')
  const tags = html.match(/<(?:script|link)[^>]+(?:src|href)="[^"]+\.(?:js|css)"/g) ?? []
  return tags.map((tag) => `dist/${/(?:src|href)="\.?\/?([^"]+)"/.exec(tag)?.[1]}`)
}

export default [{ name: 'First load of the page', path: loadedBy('index.html'), gzip: true, limit: '200 KiB' }]
