// Configurations of the builds: build.js runs them once, dev.js at each change.
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { enlargedName } from './enlarged-styles.js'

const entries = folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.ts'))
    .map(name => `${folder}/${name}`)

// The test processes are built the same way (tests/support/processes/built-processes.ts).
const serverBuild = JSON.parse(readFileSync('scripts/server-build.json', 'utf8'))

/** The program, into dist/server. */
export const program = {
  entryPoints: [...entries('server/bin'), ...entries('server/migrations')],
  outdir: 'dist/server',
  outbase: 'server',
  // Chunks lie beside the entry points, so that import.meta.dirname means the same in both trees.
  chunkNames: 'bin/[name]-[hash]',
  metafile: true,
  ...serverBuild,
}

/** Writes dist/packages.json, the names by which the built program imports packages, for `npm run release`. */
export function writePackages({ outputs }) {
  const imported = Object.values(outputs).flatMap(({ imports }) => imports)
  const names = imported.flatMap(({ path, external }) => (external && !path.startsWith('node:') ? [path] : []))
  writeFileSync('dist/packages.json', JSON.stringify([...new Set(names)].sort()))
}

/**
 * Style sheets of pages of one kind, besides site.css: the name for `{{style}}` and the sheet, in the order in which a page
 * links them.
 */
const sheets = JSON.parse(readFileSync('scripts/style-sheets.json', 'utf8'))

/** Style sheets and scripts of the pages, into dist/public with hashed names. */
export const assets = {
  entryPoints: [
    ...[
      'public/css/site.css',
      'public/css/staff-pages.css',
      'public/css/enlarged.css',
      'public/css/open-data/embed.css',
    ],
    ...Object.values(sheets).map(sheet => `public/css/${sheet}`),
    ...['public/js/site.js', 'public/js/premises-search.js', 'public/js/staff-pages.js'],
    ...['public/js/installed/service-worker.js', 'public/js/installed/retired-worker.js'],
  ],
  outdir: 'dist/public',
  bundle: true,
  minify: true,
  // Classic scripts share one scope: without a function around each, the names of one would overwrite those of another.
  format: 'iife',
  target: ['es2022'],
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.woff2': 'file', '.svg': 'file' },
  metafile: true,
  logLevel: 'warning',
}

// The staff's PDF viewer: modules, because PDF.js finds its own location through them; used on no other page.
const pdfjs = 'node_modules/pdfjs-dist'
export const viewer = {
  entryPoints: {
    'pdf-viewer': 'public/js/reviewing/pdf-viewer.js',
    'pdf-worker': `${pdfjs}/legacy/build/pdf.worker.mjs`,
    viewer: 'public/css/reviewing/viewer.css',
  },
  outdir: 'dist/public',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022'],
  entryNames: '[name]-[hash]',
  metafile: true,
  logLevel: 'warning',
}

/**
 * Script of pages with a 360° panorama, and as a separate chunk the viewer, which is loaded when somebody opens one (ADR
 * 140).
 */
export const panoramas = {
  entryPoints: ['public/js/catalogue/panorama.js'],
  outdir: 'dist/public',
  bundle: true,
  minify: true,
  format: 'esm',
  splitting: true,
  target: ['es2022'],
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  metafile: true,
  logLevel: 'warning',
}

// The version in the path takes the place of a hash for files that PDF.js fetches by name, such as the tables of Chinese
// characters.
const { version } = JSON.parse(readFileSync(`${pdfjs}/package.json`, 'utf8'))
/** Copies the files that PDF.js fetches by name into dist/public. */
export function copyViewerParts() {
  for (const part of ['cmaps', 'standard_fonts', 'wasm']) {
    cpSync(`${pdfjs}/${part}`, `dist/public/pdfjs-${version}/${part}`, { recursive: true, dereference: true })
  }
}

/** Writes dist/assets.json, the addresses of the built files, from the metafiles of the asset builds. */
export function writeAddresses(...metafiles) {
  const outputs = Object.assign({}, ...metafiles.map(one => one.outputs))
  const addressOf = source =>
    Object.entries(outputs)
      .filter(([, output]) => output.entryPoint === source)
      .map(([file]) => file.replace('dist/public/', '/assets/'))[0]
  const css = addressOf('public/css/site.css')
  const staffStyle = addressOf('public/css/staff-pages.css')
  const ofPages = Object.entries(sheets).map(([name, sheet]) => [name, addressOf(`public/css/${sheet}`)])
  writeFileSync(
    'dist/assets.json',
    JSON.stringify({
      css,
      sheets: Object.fromEntries(ofPages),
      enlarged: {
        css: enlargedName(css),
        sheets: Object.fromEntries(ofPages.map(([name, address]) => [name, enlargedName(address)])),
        staffStyle: enlargedName(staffStyle),
        last: addressOf('public/css/enlarged.css'),
      },
      js: addressOf('public/js/site.js'),
      panorama: addressOf('public/js/catalogue/panorama.js'),
      search: addressOf('public/js/premises-search.js'),
      staffStyle,
      staff: addressOf('public/js/staff-pages.js'),
      embed: addressOf('public/css/open-data/embed.css'),
      viewer: addressOf('public/js/reviewing/pdf-viewer.js'),
      viewerStyle: addressOf('public/css/reviewing/viewer.css'),
      // Found by its name, because its path differs where node_modules is a link.
      worker: Object.keys(outputs)
        .find(file => file.includes('/pdf-worker-'))
        .replace('dist/public/', '/assets/'),
      pdfParts: `/assets/pdfjs-${version}/`,
      serviceWorker: addressOf('public/js/installed/service-worker.js'),
      retiredWorker: addressOf('public/js/installed/retired-worker.js'),
    }),
  )
}
