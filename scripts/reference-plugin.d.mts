import type { Plugin } from 'vite'

/** Provides the module `virtual:reference`. */
export function referencePlugin(): Plugin
