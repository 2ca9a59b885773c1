import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { OFFLINE_WORKER, offlineFiles } from './scripts/offline-files.ts'
import { referencePlugin } from './scripts/reference-plugin.mjs'
import { TID } from './src/app/test-ids.ts'

/** The content security policy of the pages forbids what the development server injects, so it stands in builds only. */
const policyInBuildsOnly: Plugin = {
  name: 'policy-in-builds-only',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/i, ''),
}

/**
 * The page shows algorithms and checks their parameters, but never runs one: that is the worker's part, whose bundle is whole.
 * Without their factories the classes behind them are left out of the page, and so are formula and source, which no form shows.
 * The reference page has these texts as data that is made when it is built, and runs algorithms in a worker of its own.
 */
const algorithmsAsForms: Plugin = {
  name: 'algorithms-as-forms',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    // Tables of the arithmetic that only algorithms use are not worth building, either.
    if (/\/src\/lib\/[^/]+\.ts$/.test(id)) return { moduleSideEffects: false }
    if (!/\/src\/algorithms\/[^/]+\/[^/]+\.ts$/.test(id)) return null
    const property = /^ {2}(?:create|formula|deviations|source|sourceUrl): ?[\s\S]*?^(?= {2}\w|\})/gm
    return { code: code.replace(property, ''), map: null }
  },
}

/** What there is to read about a kind of block comes with the forms, by `virtual:learn`, not with the first paint. */
const blocksWithoutReading: Plugin = {
  name: 'blocks-without-reading',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/src\/blocks\/[^/]+\/block\.ts$/.test(id)) return null
    return { code: code.replace(/^ {2}(?:help|sources): \[[\s\S]*?\],$(?=\n {2}\w|\n\})/gm, ''), map: null }
  },
}

/** Names that tests look for are written where they stand, so that no page carries the list of all of them. */
const namesWhereTheyStand: Plugin = {
  name: 'names-where-they-stand',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/src\/app\/.*\.tsx?$/.test(id) || !code.includes('TID.')) return null
    return {
      code: code.replace(/\bTID\.(\w+)/g, (whole, name: string) => (isName(name) ? JSON.stringify(TID[name]) : whole)),
      map: null,
    }
  },
}

function isName(name: string): name is keyof typeof TID {
  return Object.hasOwn(TID, name)
}

export default defineConfig(({ isPreview }) => ({
  base: './',
  plugins: [
    react(),
    algorithmsAsForms,
    blocksWithoutReading,
    namesWhereTheyStand,
    offlineFiles({ excluded: 'preview.html' }),
    referencePlugin(),
    ...(isPreview ? [] : [policyInBuildsOnly]),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // Fonts and images stay files: the policy allows no inlined fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'reference.html', 'preview.html', 'workers/offline.ts'],
      output: {
        entryFileNames: ({ name }) => (name === 'offline' ? OFFLINE_WORKER : 'assets/[name]-[hash].js'),
      },
    },
    // Mermaid's lazy chunks are what they are; .size-limit.mjs holds the budget of the first load.
    chunkSizeWarningLimit: 2000,
  },
  server: { host: '127.0.0.1' },
  // The sandboxed preview has no origin of its own and loads its scripts across origins.
  preview: { host: '127.0.0.1', cors: { origin: '*' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.stat.test.ts'],
          // Against hanging only: how long a test takes is the machine's affair.
          testTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'stat', include: ['src/**/*.stat.test.ts'], testTimeout: 120_000 } },
    ],
  },
}))
