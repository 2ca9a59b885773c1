import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { pointOn } from '../../design/wires'
import { PARTICLE_OUTCOMES } from '../../simulation/protocol'
import { liveFigures } from '../stores/live-figures'
import { useView } from '../stores/view'
import { curves } from './geometry'
import { type Particle, ParticleField } from './particle-field'

const RADIUS = 3

const COLOURS: Readonly<Record<(typeof PARTICLE_OUTCOMES)[number], string>> = {
  ok: '--ok',
  slow: '--slow',
  failed: '--fail',
  timeout: '--timeout',
  cancelled: '--cancel',
  lost: '--cancel',
}

/** One canvas over the wires for all dots. Nothing is drawn, and no frame asked for, while nothing moves. */
export function Particles() {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useView((state) => state.resolvedTheme)
  const flow = useStoreApi()
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const reduced = matchMedia('(prefers-reduced-motion: reduce)')
    const style = getComputedStyle(document.documentElement)
    const colours = PARTICLE_OUTCOMES.map((outcome) => style.getPropertyValue(COLOURS[outcome]).trim())
    // The theme decides the colours, so that a new one starts this effect again.
    element.dataset['theme'] = theme
    const painter = new Painter(element, colours, () => flow.getState().transform)
    const unsubscribe = liveFigures.subscribeParticles((rows, clock) => {
      if (reduced.matches) painter.clear()
      else painter.receive(rows, clock)
    })
    const redraw = flow.subscribe((state, before) => {
      if (state.transform !== before.transform || state.nodes !== before.nodes) painter.paint()
    })
    return () => {
      unsubscribe()
      redraw()
      painter.stop()
    }
  }, [flow, theme])
  return <canvas ref={canvas} className="particles" aria-hidden />
}

class Painter {
  private readonly canvas: HTMLCanvasElement
  private readonly colours: readonly string[]
  private readonly transform: () => readonly [number, number, number]
  private readonly field = new ParticleField()
  private frame = 0
  private stoppedAt: number | null = null

  constructor(
    canvas: HTMLCanvasElement,
    colours: readonly string[],
    transform: () => readonly [number, number, number],
  ) {
    this.canvas = canvas
    this.colours = colours
    this.transform = transform
  }

  receive(rows: Float64Array, clock: Parameters<ParticleField['receive']>[1]): void {
    const now = performance.now()
    const isMoving = clock.status === 'running'
    if (this.stoppedAt !== null && isMoving) this.field.shift(now - this.stoppedAt)
    this.stoppedAt = isMoving ? null : (this.stoppedAt ?? now)
    this.field.receive(rows, clock, now)
    if (clock.status === 'finished') this.stoppedAt = null
    this.request()
  }

  /** Draws the present moment. */
  paint(): void {
    this.request()
  }

  clear(): void {
    this.field.clear()
    this.request()
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
  }

  private request(): void {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.draw())
  }

  private draw(): void {
    const { canvas } = this
    const pen = canvas.getContext('2d')
    if (!pen) return
    const ratio = devicePixelRatio
    const width = Math.round(canvas.clientWidth * ratio)
    const height = Math.round(canvas.clientHeight * ratio)
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.clearRect(0, 0, width, height)
    const [x, y, zoom] = this.transform()
    pen.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio)
    const ids = liveFigures.connectionIds()
    this.field.visit(this.stoppedAt ?? performance.now(), (particle, part, solidity) => {
      this.dot(pen, particle, part, solidity, ids)
    })
    pen.globalAlpha = 1
    if (this.field.size > 0 && this.stoppedAt === null) this.request()
  }

  private dot(
    pen: CanvasRenderingContext2D,
    { connection, isReply, outcome }: Particle,
    part: number,
    solidity: number,
    ids: readonly string[],
  ): void {
    const curve = curves.get(ids[connection] ?? '')
    if (!curve) return
    // A lost message never arrives: it dissolves half way.
    const isLost = PARTICLE_OUTCOMES[outcome] === 'lost'
    const along = isLost ? part / 2 : part
    const [x, y] = pointOn(curve, isReply ? 1 - along : along)
    pen.globalAlpha = (isReply ? 0.45 : 1) * (isLost ? Math.min(solidity, 2 - 2 * part) : solidity)
    pen.fillStyle = this.colours[outcome] ?? ''
    pen.beginPath()
    pen.arc(x, y, RADIUS, 0, 2 * Math.PI)
    pen.fill()
  }
}
