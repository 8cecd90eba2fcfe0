// Builds the program and the assets into dist/. Types are checked by `npm run typecheck`; this only has to be quick,
// because in development `npm start` does it every time.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { build } from 'esbuild'
import { assets, copyViewerParts, panoramas, program, viewer, writeAddresses } from './building.js'
import { writeEnlarged } from './enlarged-styles.js'
import { precompress } from './precompress.js'

const sources = ['server', 'models', 'views', 'public', 'scripts', 'package-lock.json']
const changedAt = place =>
  statSync(place).isDirectory()
    ? Math.max(0, ...readdirSync(place).map(name => changedAt(`${place}/${name}`)))
    : statSync(place).mtimeMs

// A site that runs from dist/ while a command-line tool starts must not lose its files for nothing.
const builtAt = existsSync('dist/assets.json') ? statSync('dist/assets.json').mtimeMs : 0
if (Math.max(...sources.map(changedAt)) < builtAt) process.exit(0)

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist', { recursive: true })

const [, pages, reading, spheres] = await Promise.all([build(program), build(assets), build(viewer), build(panoramas)])
copyViewerParts()
writeEnlarged(pages.metafile)
await precompress('dist/public')
writeAddresses(pages.metafile, reading.metafile, spheres.metafile)
