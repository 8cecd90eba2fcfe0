// Builds the program and the assets into dist/. Types are checked by `npm run typecheck`; this only has to be quick,
// because `npm start` does it every time.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

// The processes of the tests are built the same way (tests/support/built-processes.ts).
const serverBuild = JSON.parse(readFileSync('scripts/server-build.json', 'utf8'))

await build({
  entryPoints: [...entries('server/bin'), ...entries('server/migrations')],
  outdir: 'dist/server',
  outbase: 'server',
  // Beside the entry points, so that import.meta.dirname means the same in both trees.
  chunkNames: 'bin/[name]-[hash]',
  ...serverBuild,
})

const assets = await build({
  entryPoints: [
    ...['public/css/site.css', 'public/css/staff-pages.css', 'public/css/embed.css'],
    ...['public/js/site.js', 'public/js/premises-search.js', 'public/js/staff-pages.js'],
  ],
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

// What the staff read PDFs with: modules, for PDF.js knows where it lies; on no other page.
const pdfjs = 'node_modules/pdfjs-dist'
const viewer = await build({
  entryPoints: {
    'pdf-viewer': 'public/js/pdf-viewer.js',
    'pdf-worker': `${pdfjs}/legacy/build/pdf.worker.mjs`,
    viewer: 'public/css/viewer.css',
  },
  outdir: 'dist/public',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022'],
  entryNames: '[name]-[hash]',
  metafile: true,
  logLevel: 'warning',
})
// Files that it fetches by name, such as the tables of Chinese characters; the version stands for a hash.
const { version } = JSON.parse(readFileSync(`${pdfjs}/package.json`, 'utf8'))
for (const part of ['cmaps', 'standard_fonts', 'wasm']) {
  cpSync(`${pdfjs}/${part}`, `dist/public/pdfjs-${version}/${part}`, { recursive: true, dereference: true })
}

const outputs = { ...assets.metafile.outputs, ...viewer.metafile.outputs }
const addressOf = source =>
  Object.entries(outputs)
    .filter(([, output]) => output.entryPoint === source)
    .map(([file]) => file.replace('dist/public/', '/assets/'))[0]

writeFileSync(
  'dist/assets.json',
  JSON.stringify({
    css: addressOf('public/css/site.css'),
    js: addressOf('public/js/site.js'),
    search: addressOf('public/js/premises-search.js'),
    staffStyle: addressOf('public/css/staff-pages.css'),
    staff: addressOf('public/js/staff-pages.js'),
    embed: addressOf('public/css/embed.css'),
    viewer: addressOf('public/js/pdf-viewer.js'),
    viewerStyle: addressOf('public/css/viewer.css'),
    // By its name: a linked node_modules has another path.
    worker: Object.keys(outputs)
      .find(file => file.includes('/pdf-worker-'))
      .replace('dist/public/', '/assets/'),
    pdfParts: `/assets/pdfjs-${version}/`,
  }),
)
