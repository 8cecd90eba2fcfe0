// Makes a release: a folder, and a tarball of it, with the built program and only those files of packages that it reads, for
// the system on which it is made. It is built once and started many times, by any user, from a read-only folder. The same
// sources give the same bytes. Usage: npm run release [-- <folder>], which is emptied; without one: ./release.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { nodeFileTrace } from '@vercel/nft'
import { create } from 'tar'

/** What the build reads. */
const sources = ['server', 'models', 'views', 'public', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json']
/** Files that the program reads by computed names, besides those that `nodeFileTrace` finds. */
const fonts = {
  latin: ['NotoSans-Regular.ttf', 'NotoSans-SemiBold.ttf'],
  sc: ['NotoSansHans-Regular.otf', 'NotoSansHans-Bold.otf'],
}
const readByName = [
  ...['views', 'public/root', 'public/img', 'public/css', 'server/features/accounts/password/common-passwords.txt'],
  ...Object.entries(fonts).flatMap(([family, files]) =>
    ['package.json', 'dist/index.cjs', 'LICENSE', ...files.map(file => `fonts/${file}`)].map(
      file => `node_modules/@embedpdf/fonts-${family}/${file}`,
    ),
  ),
]
const forOperators = [
  ...[
    '.env.example',
    'Procfile',
    'deploy',
    'docs/operations',
    'docs/adr',
    'docs/settings.md',
    'docs/api.md',
    'docs/scale.md',
    'docs/performance.md',
  ],
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md'],
]
/** Commands of package.json that a release has; the others build, check, measure or make a demonstration. */
const isOfRelease = ([script, line]) => line.includes('dist/server/bin/') && script !== 'demo'

const root = path.dirname(import.meta.dirname)
const packages = realpathSync(path.join(root, 'node_modules'))
const { packages: locked } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
const output = path.resolve(process.argv[2] ?? 'release')
const { name, version, license, engines, scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const { commit, madeAt } = origin()
// Many commits share a version: a release that is unpacked beside another one must not overwrite it.
const release = [name, version, ...(commit ? [commit.slice(0, 8)] : [])].join('-')
const folder = path.join(output, release)

rmSync(output, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
// Inside the project, so that packages are found and addresses in source maps do not depend on the project's location.
const building = path.join(root, '.release-build')
try {
  build()
  await copyProgram()
} finally {
  rmSync(building, { recursive: true, force: true })
}
for (const file of [...readByName, ...forOperators]) copy(path.join(root, file), file)
writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(packageOfRelease(), null, 2)}\n`)
writeFileSync(
  path.join(folder, 'release.json'),
  `${JSON.stringify({ version, commit, madeAt, node: process.version }, null, 2)}\n`,
)
writeFileSync(path.join(folder, 'sbom.cdx.json'), listOfComponents())
writeNotices()
makePlain(folder)
const tarball = path.join(output, `${release}-${process.platform}-${process.arch}.tar.gz`)
await pack(tarball)
report(tarball)

/**
 * Returns the commit and its time, which the files of the release get; without git, `SOURCE_DATE_EPOCH` (seconds) gives the
 * time.
 */
function origin() {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  const { SOURCE_DATE_EPOCH: seconds, SOURCE_COMMIT: named } = process.env
  try {
    return {
      commit: git('rev-parse', 'HEAD'),
      madeAt: new Date(Number(seconds ?? git('log', '-1', '--format=%ct')) * 1_000),
    }
  } catch {
    if (seconds) return { commit: named ?? null, madeAt: new Date(Number(seconds) * 1_000) }
    console.error(
      'There is no git history that says of when the sources are. Set SOURCE_DATE_EPOCH, in seconds, and SOURCE_COMMIT.',
    )
    process.exit(1)
  }
}

function build() {
  rmSync(building, { recursive: true, force: true })
  for (const source of sources) cpSync(path.join(root, source), path.join(building, source), { recursive: true })
  execFileSync('ln', ['-s', path.join('..', 'node_modules'), path.join(building, 'node_modules')])
  execFileSync(process.execPath, ['scripts/build.js'], { cwd: building, stdio: 'inherit' })
}

/** Copies the built program with its assets, and the files of packages that it can load. */
async function copyProgram() {
  const built = path.join(building, 'dist')
  copy(built, 'dist')
  // Instead of the program itself, whose megabytes take as long to analyse as all packages.
  const entry = path.join(building, 'packages.js')
  const names = JSON.parse(readFileSync(path.join(built, 'packages.json'), 'utf8'))
  writeFileSync(entry, names.map(name => `import ${JSON.stringify(name)}\n`).join(''))
  // Every Node that the program supports prefers the `module-sync` export of packages. The warnings about native parts of
  // other systems can be ignored.
  const options = { base: '/', processCwd: building, conditions: ['node', 'module-sync'] }
  const { fileList } = await nodeFileTrace([entry], options)
  for (const file of fileList) {
    const inPackages = path.relative(packages, path.join('/', file))
    if (!inPackages.startsWith('..') && !isForDevelopment(inPackages))
      copy(path.join(packages, inPackages), path.join('node_modules', inPackages))
  }
}

/**
 * Checks whether a file belongs to a development package. Some packages try to load optional ones, such as colours for a
 * terminal; a release does not contain these.
 */
function isForDevelopment(file) {
  const [folder] = /^(.*\/node_modules\/)?(@[^/]+\/)?[^/]+/.exec(file)
  return locked[`node_modules/${folder}`]?.dev === true
}

function copy(from, to) {
  if (statSync(from).isDirectory() && to.startsWith('node_modules')) return
  cpSync(from, path.join(folder, to), { recursive: true, dereference: true })
}

/** Returns the package.json of the release: `npm start` and the commands as everywhere, without a build before them. */
function packageOfRelease() {
  return {
    name,
    version,
    private: true,
    license,
    type: 'module',
    engines,
    scripts: Object.fromEntries(Object.entries(scripts).filter(isOfRelease)),
  }
}

/** Returns the CycloneDX list of all packages of the program, with versions and licences. */
function listOfComponents() {
  const tool = path.join(packages, '@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js')
  const options = [
    '--package-lock-only',
    '--omit',
    'dev',
    '--output-reproducible',
    '--mc-type',
    'application',
    '--of',
    'JSON',
  ]
  return execFileSync(process.execPath, [tool, ...options], { cwd: root, maxBuffer: 64 * 1024 * 1024 })
}

/** Writes the licences of all packages of the program; a licence that we do not accept stops the release. */
function writeNotices() {
  const options = ['--import', 'tsx', 'scripts/licences.ts', path.join(folder, 'NOTICES.txt')]
  execFileSync(process.execPath, options, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
}

/** Makes files readable by everybody and writable by their owner, with the time of the commit. */
function makePlain(at) {
  const isFolder = statSync(at).isDirectory()
  if (isFolder) for (const entry of readdirSync(at)) makePlain(path.join(at, entry))
  chmodSync(at, isFolder || statSync(at).mode & 0o100 ? 0o755 : 0o644)
  utimesSync(at, madeAt, madeAt)
}

async function pack(file) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(output, path.join(entry.parentPath, entry.name)))
    .sort()
  await create({ file, cwd: output, gzip: true, portable: true, mtime: madeAt, noDirRecurse: true }, names)
}

function report(file) {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex')
  writeFileSync(`${file}.sha256`, `${hash}  ${path.basename(file)}\n`)
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0)
  const megabytes = size => (size / 1_000_000).toFixed(0)
  console.log(`${path.relative(process.cwd(), folder)}: ${megabytes(bytes)} MB`)
  console.log(`${path.relative(process.cwd(), file)}: ${megabytes(statSync(file).size)} MB, SHA-256 ${hash}`)
}
