/**
 * Links: a design, what it takes to run it, and the digest of its result, in the fragment of an address.
 *
 * `#v1.` and then URL-safe base64 of: the length of what follows the checksum, CRC-32 of that, and that: the bytes of
 * `link/document.ts` under deflate. Length and checksum let a cut or damaged link be named before anything is inflated. Output is
 * counted while inflating and stopped at {@link MAX_INFLATED}; the result goes through the strict schema like any foreign design.
 */
import type { Problem } from '../lib/parse'
import type { Design } from './design'
import { ByteReader, ByteWriter, crc32, fromBase64Url, LinkError, toBase64Url } from './link/bytes'
import { type LinkExtras, readDocument, writeDocument } from './link/document'
import { parseDesign } from './schema'

/** Longest fragment that is read. */
export const MAX_LINK = 65_536

/** Most bytes that a link may inflate to. */
export const MAX_INFLATED = 1_048_576

/** Bytes that are inflated at a time; deflate makes at most about a thousand out of one. */
const SLICE = 256

const VERSION = 1

/** What a link leads to. `problems` lists what had to be mended. */
export type DecodedLink =
  | { ok: true; design: Design; engineVersion: string; digest: string | null; problems: Problem[] }
  | { ok: false; problem: Problem }

/** The fragment of a link to a clean design, with its `#`. */
export async function encodeLink(design: Design, extras: LinkExtras): Promise<string> {
  const body = await collect(transform(writeDocument(design, extras), new CompressionStream('deflate-raw')), Infinity)
  const out = new ByteWriter()
  out.count(body.length)
  const sum = new DataView(new ArrayBuffer(4))
  sum.setUint32(0, crc32(body))
  out.raw(new Uint8Array(sum.buffer))
  out.raw(body)
  return `#v${VERSION}.${toBase64Url(out.finish())}`
}

/** Reads the fragment of a link, with or without its `#`. Never throws and never rejects. */
export async function decodeLink(hash: string): Promise<DecodedLink> {
  try {
    const body = bodyOf(hash.startsWith('#') ? hash.slice(1) : hash)
    const bytes = await inflate(body)
    const { input, engineVersion, digest } = readDocument(new ByteReader(bytes))
    const { design, errors } = parseDesign(input)
    return { ok: true, design, engineVersion: engineVersion.slice(0, 40), digest, problems: errors }
  } catch (error) {
    const message = error instanceof LinkError ? error.message : 'the link is damaged'
    return { ok: false, problem: { path: 'link', message, cure: CURE } }
  }
}

const CURE = 'ask for the link again, or for the design as a file'

/** The compressed part of a fragment, after version, length and checksum were found to be in order. */
function bodyOf(fragment: string): Uint8Array<ArrayBuffer> {
  if (fragment.length > MAX_LINK) throw new LinkError('the link is too long')
  const match = /^v(\d{1,6})\.(.*)$/s.exec(fragment)
  if (!match) throw new LinkError('this is not a link to a design')
  if (Number(match[1]) > VERSION)
    throw new LinkError(`the link was made by a newer version of this page (v${match[1]})`)
  if (Number(match[1]) !== VERSION) throw new LinkError('this is not a link to a design')
  const bytes = fromBase64Url(match[2] ?? '')
  if (!bytes) throw new LinkError('the link is damaged: it has characters that do not belong')
  const header = new ByteReader(bytes)
  const length = tryCount(header)
  const start = lengthOfCount(length) + 4
  const missing = start + length - bytes.length
  if (missing > 0)
    throw new LinkError(`the link was cut short: about ${Math.ceil((missing * 4) / 3)} characters are missing`)
  if (missing < 0) throw new LinkError('the link is damaged: there is more text after its end')
  const sum = header.raw(4)
  const body = bytes.slice(start)
  if (new DataView(sum.buffer, sum.byteOffset, 4).getUint32(0) !== crc32(body)) {
    throw new LinkError('the link is damaged: some of its characters were changed')
  }
  return body
}

function tryCount(header: ByteReader): number {
  try {
    return header.countUpTo(MAX_LINK)
  } catch {
    throw new LinkError('the link was cut short')
  }
}

function lengthOfCount(count: number): number {
  const out = new ByteWriter()
  out.count(count)
  return out.finish().length
}

async function inflate(body: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await collect(transform(body, new DecompressionStream('deflate-raw')), MAX_INFLATED)
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError('the link is damaged: it does not unpack')
  }
}

/** Feeds the bytes in small slices, each only when there is room, so that a reader can stop in time. */
function transform(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): ReadableStream<Uint8Array> {
  let at = 0
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(at, at + SLICE))
      at += SLICE
    },
  })
  return source.pipeThrough(through)
}

/** All bytes of a stream; cancels it and throws LinkError as soon as there are more than `max`. */
async function collect(stream: ReadableStream<Uint8Array>, max: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    parts.push(value)
    length += value.length
    if (length > max) {
      await reader.cancel().catch(() => undefined)
      throw new LinkError('the link unpacks to more than a design may hold')
    }
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
