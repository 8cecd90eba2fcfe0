// Makes a release: a folder, and a tarball of it, with the built program and only those files of packages that it reads, for
// the system on which it is made. It is built once and started many times, by any user, from a read-only folder. The same
// sources give the same bytes. Usage: npm run release [-- <folder>], which is emptied; without one: ./release.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
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
import { inTheirFiles, isTaken, notices, packagesInPages, packagesOfRelease } from './licences.ts'
import { originOf } from './release-origin.ts'

const root = path.dirname(import.meta.dirname)
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
  ...['.env.example', 'Procfile', 'deploy', 'LICENSE', 'scripts/hand-over-letter.sh'],
  // All documents, because they link to each other.
  ...['docs', ...readdirSync(root).filter(file => file.endsWith('.md')), '.github/pull_request_template.md'],
]
/** Commands of package.json that a release has; the others build, check, measure or make a demonstration. */
const isOfRelease = ([script, line]) => line.includes('dist/server/bin/') && script !== 'demo'

const packages = realpathSync(path.join(root, 'node_modules'))
const { packages: locked } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
const output = path.resolve(process.argv[2] ?? 'release')
const { name, version, license, engines, scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
const { release, commit, madeAt } = originOf(root)
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

/**
 * Returns the CycloneDX list of the packages whose files are in the release or whose parts the build put into pages, with
 * versions and licences. npm's own would differ from one time to the next, and names packages of other systems.
 */
function listOfComponents() {
  const options = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
  const text = execFileSync('npm', options, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const { serialNumber: _random, metadata, components, dependencies, ...list } = JSON.parse(text)
  const own = metadata.component['bom-ref']
  const released = new Set(
    Object.entries(locked)
      .map(([at, { version }]) => ({ at, name: at.split('node_modules/').at(-1), version }))
      .filter(({ at, name }) => existsSync(path.join(folder, at, 'package.json')) || packagesInPages.includes(name))
      .map(({ name, version }) => `${name}@${version}`),
  )
  const kept = components
    .filter(({ name, version }) => released.has(`${name}@${version}`))
    .map(({ properties: _development, ...component }) => ({
      ...component,
      scope: 'required',
      licenses: component.licenses ?? [{ license: { id: inTheirFiles[component.name] } }],
    }))
  const refs = new Set([own, ...kept.map(component => component['bom-ref'])])
  return `${JSON.stringify(
    {
      ...list,
      metadata: { ...metadata, timestamp: madeAt.toISOString(), component: { ...metadata.component, name } },
      components: kept,
      dependencies: dependencies
        .filter(({ ref }) => refs.has(ref))
        .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(one => refs.has(one)) })),
    },
    null,
    2,
  )}\n`
}

/** Writes the licences of all packages of the program; a licence that we do not accept stops the release. */
function writeNotices() {
  const refused = packagesOfRelease().filter(one => !isTaken(one))
  if (refused.length > 0)
    throw new Error(`not taken: ${refused.map(({ name, licence }) => `${name}, ${licence}`).join('; ')}`)
  writeFileSync(path.join(folder, 'NOTICES.txt'), notices())
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
