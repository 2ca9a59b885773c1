import { describe, expect, it } from 'vitest'
import { isPreviewMessage, isRenderRequest } from './messages'

describe('messages of the preview', () => {
  it.each([
    [{ type: 'ready' }, true],
    [{ type: 'rendered', id: 1, width: 2, height: 3 }, true],
    [{ type: 'failed', id: 1, message: 'no' }, true],
    [{ type: 'rendered', id: 1 }, false],
    [{ type: 'failed', id: '1', message: 'no' }, false],
    [{ type: 'other', id: 1 }, false],
    ['ready', false],
    [null, false],
    [undefined, false],
  ])('%j from the preview is taken: %s', (data, isTaken) => {
    expect(isPreviewMessage(data)).toBe(isTaken)
  })

  it.each([
    [{ type: 'render', id: 1, text: 'flowchart LR', theme: 'dark' }, true],
    [{ type: 'render', id: 1, text: 'flowchart LR', theme: 'blue' }, false],
    [{ type: 'render', id: 1, text: 3, theme: 'dark' }, false],
    [{ type: 'render', text: '', theme: 'dark' }, false],
    [7, false],
  ])('%j to the preview is taken: %s', (data, isTaken) => {
    expect(isRenderRequest(data)).toBe(isTaken)
  })
})
