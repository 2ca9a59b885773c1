/** What the page and its sandboxed preview say to each other. The preview has no origin, so sources are compared instead. */

/** From the page: draw this text. Answers carry the same `id`. */
export interface RenderRequest {
  type: 'render'
  id: number
  text: string
  theme: 'light' | 'dark'
}

/** From the preview. */
export type PreviewMessage =
  | { type: 'ready' }
  | { type: 'rendered'; id: number; width: number; height: number }
  | { type: 'failed'; id: number; message: string }

export function isRenderRequest(data: unknown): data is RenderRequest {
  const { type, id, text, theme } = asObject(data)
  return (
    type === 'render' && typeof id === 'number' && typeof text === 'string' && (theme === 'light' || theme === 'dark')
  )
}

export function isPreviewMessage(data: unknown): data is PreviewMessage {
  const { type, id, width, height, message } = asObject(data)
  if (type === 'ready') return true
  if (typeof id !== 'number') return false
  if (type === 'rendered') return typeof width === 'number' && typeof height === 'number'
  return type === 'failed' && typeof message === 'string'
}

function asObject(data: unknown): { readonly [key: string]: unknown } {
  return typeof data === 'object' && data !== null ? (data as { readonly [key: string]: unknown }) : {}
}
