import { viewport } from '../canvas/viewport'
import type { LinkView } from './link-view'

/** Most frames to wait for the canvas. */
const MAX_FRAMES = 600

/** Shows the part of the canvas that a link names, once blocks stand there and the canvas has fitted itself to them. */
export function showView({ centre, zoom }: LinkView): void {
  let ready = 0
  const look = (frame: number): void => {
    const node = document.querySelector<HTMLElement>('.react-flow__node')
    ready = node?.style.visibility === 'visible' ? ready + 1 : 0
    if (ready > 3) viewport()?.lookAt(centre, zoom)
    else if (frame < MAX_FRAMES) requestAnimationFrame(() => look(frame + 1))
  }
  look(0)
}
