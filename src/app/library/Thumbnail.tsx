import { useEffect, useState } from 'react'
import { type Sketch, sketchOf, thumbnailOf } from '../../design/svg/thumbnail'
import { useView } from '../stores/view'
import { changeHead, readDesign } from './database'
import { readStoredDesign } from './stored-design'

/** The small picture of a design. Records that have no sketch yet get theirs now. */
export function Thumbnail({ id, sketch }: { id: string; sketch: Sketch | null }) {
  const theme = useView((state) => state.resolvedTheme)
  const [made, setMade] = useState<Sketch | null>(null)
  useEffect(() => {
    if (sketch === null) makeSketch(id).then(setMade, () => undefined)
  }, [id, sketch])
  const shown = sketch ?? made
  if (shown === null) return <span className="thumbnail" />
  return (
    <img
      className="thumbnail"
      src={`data:image/svg+xml,${encodeURIComponent(thumbnailOf(shown, theme))}`}
      alt=""
      width={240}
      height={135}
    />
  )
}

async function makeSketch(id: string): Promise<Sketch | null> {
  const result = readStoredDesign((await readDesign(id))?.design)
  if (result.is !== 'fine') return null
  const sketch = sketchOf(result.design)
  await changeHead(id, (head) => ({
    ...head,
    sketch,
    blocks: sketch.blocks.length,
    connections: sketch.wires.length,
  }))
  return sketch
}
