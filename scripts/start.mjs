/** Builds the page and serves it on 127.0.0.1. `PORT` or `--port N` chooses where; another port is taken when that is in use. */
import { build, preview } from 'vite'

const given = process.argv.indexOf('--port')
const port = Number(given === -1 ? (process.env.PORT ?? 4173) : process.argv[given + 1])

await build({ logLevel: 'warn' })
const server = await preview({ preview: { host: '127.0.0.1', port, strictPort: false } })
console.log(`Loadbearing is at ${server.resolvedUrls?.local[0] ?? `http://127.0.0.1:${port}/`}`)
console.log('Ctrl+C ends it.')
