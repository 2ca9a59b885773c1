/**
 * Finds a Chromium that starts, or installs one. Run by itself it prints the path of the browser.
 *
 * Order: CHROMIUM_PATH, names on the PATH, usual places, Playwright's own download, then `playwright install`, then apt-get as
 * root. A candidate counts only when `--version` works. NO_BROWSER_INSTALL=1 forbids installing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const PLACES = {
  linux: ['/usr/bin/chromium', '/usr/lib/chromium/chromium', '/snap/bin/chromium', '/opt/google/chrome/chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}
const DOWNLOADS = {
  linux: ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-linux/headless_shell'],
  darwin: ['chrome-mac/Chromium.app/Contents/MacOS/Chromium', 'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe'],
}

/** Path of a browser that starts, or undefined. */
export function findChromium() {
  return candidates().find((path) => existsSync(path) && starts(path))
}

/** As {@link findChromium}, installing one when there is none. Throws an Error that says what to do when that fails too. */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  if (process.env.NO_BROWSER_INSTALL === '1') throw new Error('There is no Chromium; set CHROMIUM_PATH to one.')
  const isRoot = process.getuid?.() === 0
  const playwright = join('node_modules', '@playwright', 'test', 'cli.js')
  run(process.execPath, [playwright, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'])
  const downloaded = findChromium()
  if (downloaded) return downloaded
  if (isRoot && platform() === 'linux') {
    const wait = ['-o', 'DPkg::Lock::Timeout=120']
    run('apt-get', [...wait, 'update'])
    run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    'No Chromium was found and none could be installed. Install one, or set CHROMIUM_PATH to its program.',
  )
}

function candidates() {
  const given = process.env.CHROMIUM_PATH ?? process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH
  const suffix = platform() === 'win32' ? '.exe' : ''
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix)))
  return [...(given ? [given] : []), ...onPath, ...(PLACES[platform()] ?? []), ...downloads()]
}

function downloads() {
  const cache = {
    linux: join(homedir(), '.cache', 'ms-playwright'),
    darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    win32: join(homedir(), 'AppData', 'Local', 'ms-playwright'),
  }
  const root = process.env.PLAYWRIGHT_BROWSERS_PATH ?? cache[platform()]
  if (!root || !existsSync(root)) return []
  const versions = readdirSync(root).filter((name) => name.startsWith('chromium'))
  return versions
    .sort()
    .reverse()
    .flatMap((version) => (DOWNLOADS[platform()] ?? []).map((path) => join(root, version, path)))
}

function starts(path) {
  return spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0
}

function run(command, args) {
  console.error(`$ ${command} ${args.join(' ')}`)
  spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: 600_000 })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(ensureChromium())
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
