import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { OFFLINE_WORKER, offlineFiles } from './scripts/offline-files.ts'
import { referencePlugin } from './scripts/reference-plugin.mjs'

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

export default defineConfig(({ isPreview }) => ({
  base: './',
  plugins: [
    react(),
    algorithmsAsForms,
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
