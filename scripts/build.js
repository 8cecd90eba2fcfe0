// Builds the program and the assets into dist/. `npm run lint` checks the types; this script must be fast, because in
// development `npm start` runs it every time.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { build } from 'esbuild'
import { assets, copyViewerParts, panoramas, program, viewer, writeAddresses, writePackages } from './building.js'
import { writeEnlarged } from './enlarged-styles.js'
import { precompress } from './precompress.js'

const sources = ['server', 'models', 'views', 'public', 'scripts', 'package-lock.json']
const changedAt = place =>
  statSync(place).isDirectory()
    ? Math.max(0, ...readdirSync(place).map(name => changedAt(`${place}/${name}`)))
    : statSync(place).mtimeMs

// The files of a site that runs from dist/ must not be replaced needlessly when a command-line tool starts.
const builtAt = existsSync('dist/assets.json') ? statSync('dist/assets.json').mtimeMs : 0
if (Math.max(...sources.map(changedAt)) < builtAt) process.exit(0)
if (process.stdout.isTTY) console.log('Building the site, which takes some ten seconds.')

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist', { recursive: true })

const [server, pages, reading, spheres] = await Promise.all([
  build(program),
  build(assets),
  build(viewer),
  build(panoramas),
])
copyViewerParts()
writeEnlarged(pages.metafile)
await precompress('dist/public')
writePackages(server.metafile)
writeAddresses(pages.metafile, reading.metafile, spheres.metafile)
