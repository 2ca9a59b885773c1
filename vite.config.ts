import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    rolldownOptions: { input: ['index.html', 'preview.html'] },
    // The preview page alone may exceed what is usual; .size-limit.json has the budgets.
    chunkSizeWarningLimit: 2000,
  },
  server: { host: '127.0.0.1', strictPort: true },
  preview: { host: '127.0.0.1', strictPort: true },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['**/*.stat.test.ts'],
        },
      },
      { extends: true, test: { name: 'stat', include: ['src/**/*.stat.test.ts'], testTimeout: 60_000 } },
    ],
  },
})
