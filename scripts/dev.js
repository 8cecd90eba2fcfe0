// `npm run dev`: builds, starts the site, and at each change builds what changed. A change of the program restarts the site;
// changed style sheets, scripts and templates are there at the next page load, but for the templates of parts that are
// cached (cards, filters, the foot): those need a restart.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { context } from 'esbuild'
import { assets, copyViewerParts, panoramas, program, viewer, writeAddresses } from './building.js'
import { writeEnlarged } from './enlarged-styles.js'
import { watchFolders } from './watching.js'

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist', { recursive: true })
copyViewerParts()

/** Latest metafile of each asset build; the addresses are written once all have one. */
const metafiles = {}
const addresses = name => ({
  name: 'addresses',
  setup: build =>
    build.onEnd(({ metafile }) => {
      if (metafile) metafiles[name] = metafile
      if (name === 'assets' && metafile) writeEnlarged(metafile)
      const all = ['assets', 'viewer', 'panoramas'].map(one => metafiles[one])
      if (all.every(Boolean)) writeAddresses(...all)
    }),
})

/** The running site, and the next process, which has loaded the libraries by the time it is needed. */
let site
let next
let libraries = []
let starting = Promise.resolve()
const startAnew = {
  name: 'start-anew',
  setup: build =>
    build.onEnd(({ errors, metafile }) => {
      // esbuild reports the errors; the running site continues.
      if (errors.length > 0) return
      libraries = librariesOf(metafile)
      starting = starting.then(stop).then(start)
    }),
}

function librariesOf({ outputs }) {
  const imports = Object.values(outputs).flatMap(output => output.imports)
  return [...new Set(imports.filter(({ external }) => external).map(({ path }) => path))]
}

let leaving = false
function start() {
  if (leaving) return
  site = next ?? prepare()
  site.send('begin')
  next = undefined
  // Delayed, because the person who has just saved waits for this site.
  setTimeout(() => {
    if (!leaving) next ??= prepare()
  }, 2_000)
}

function prepare() {
  return spawn(process.execPath, ['--enable-source-maps', 'scripts/dev-site.js'], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { PAGE_MEMORY: 'off', ...process.env, DEV_LIBRARIES: JSON.stringify(libraries) },
  })
}

/** Stops the site. The database belongs to one process: the next one begins when this one has closed it. */
function stop() {
  if (!site || site.exitCode !== null || site.signalCode !== null) return
  const ended = new Promise(resolve => site.once('exit', resolve))
  site.kill('SIGINT')
  return ended
}

const ofPages = await Promise.all([
  context({ ...assets, plugins: [addresses('assets')] }),
  context({ ...viewer, plugins: [addresses('viewer')] }),
  context({ ...panoramas, plugins: [addresses('panoramas')] }),
])
const ofProgram = [await context({ ...program, plugins: [startAnew] })]
// The watch mode of esbuild polls the files in turn and may notice a change seconds late.
const watched = { server: ofProgram, models: ofProgram, public: ofPages }
const build = contexts => Promise.all(contexts.map(one => one.rebuild().catch(() => undefined)))

console.log('Building the site, which takes some ten seconds')
await build(ofPages)
await build(ofProgram)
for (const [folder, contexts] of Object.entries(watched)) {
  let soon
  watchFolders(folder, () => {
    clearTimeout(soon)
    soon = setTimeout(() => {
      console.log(`Changed: ${folder}. Building again`)
      void build(contexts)
    }, 50)
  })
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    leaving = true
    await starting
    await stop()
    next?.kill()
    await Promise.all([...ofPages, ...ofProgram].map(one => one.dispose()))
    process.exit(0)
  })
}
