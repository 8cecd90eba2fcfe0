// Builds the program and the assets into dist/. Types are checked by `npm run typecheck`; this only has to be quick,
// because `npm start` does it every time.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const sources = ['server', 'models', 'public', 'scripts', 'package-lock.json']
const changedAt = place =>
  statSync(place).isDirectory()
    ? Math.max(0, ...readdirSync(place).map(name => changedAt(`${place}/${name}`)))
    : statSync(place).mtimeMs

// A site that runs from dist/ while a command-line tool starts must not lose its files for nothing.
const builtAt = existsSync('dist/assets.json') ? statSync('dist/assets.json').mtimeMs : 0
if (Math.max(...sources.map(changedAt)) < builtAt) process.exit(0)

rmSync('dist', { recursive: true, force: true })
mkdirSync('dist', { recursive: true })

const entries = folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.ts'))
    .map(name => `${folder}/${name}`)

await build({
  entryPoints: [...entries('server/bin'), ...entries('server/migrations')],
  outdir: 'dist/server',
  outbase: 'server',
  bundle: true,
  splitting: true,
  // Beside the entry points, so that import.meta.dirname means the same in both trees.
  chunkNames: 'bin/[name]-[hash]',
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
})

const assets = await build({
  entryPoints: ['public/css/site.css', 'public/css/embed.css', 'public/js/site.js', 'public/js/premises-search.js'],
  outdir: 'dist/public',
  bundle: true,
  minify: true,
  // Classic scripts share one scope: without a function around each, one's names overwrite the other's.
  format: 'iife',
  target: ['es2022'],
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.woff2': 'file', '.svg': 'file' },
  metafile: true,
  logLevel: 'warning',
})

const addressOf = source =>
  Object.entries(assets.metafile.outputs)
    .filter(([, output]) => output.entryPoint === source)
    .map(([file]) => file.replace('dist/public/', '/assets/'))[0]

writeFileSync(
  'dist/assets.json',
  JSON.stringify({
    css: addressOf('public/css/site.css'),
    js: addressOf('public/js/site.js'),
    search: addressOf('public/js/premises-search.js'),
    embed: addressOf('public/css/embed.css'),
  }),
)
