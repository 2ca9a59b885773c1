/** SVG to PNG by the browser itself. The SVG is our own: shapes and text, nothing that loads anything. */

/** Largest side and area that browsers draw reliably. */
const MAX_SIDE = 16_384
const MAX_AREA = 64_000_000

/** The scale at which a picture can be drawn, at most the one wished for. */
export function drawableScale(width: number, height: number, wish: number): number {
  const side = MAX_SIDE / Math.max(width, height)
  const area = Math.sqrt(MAX_AREA / (width * height))
  return Math.min(wish, side, area)
}

/** The picture as a PNG, `scale` pixels for each of its own. Rejects with an Error that is fit to show. */
export async function pngOf(svg: string, width: number, height: number, scale: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (context === null || blob === null) throw new Error('no picture')
    return blob
  } catch {
    throw new Error('The browser could not draw the picture. Save it as SVG instead.')
  } finally {
    URL.revokeObjectURL(url)
  }
}
