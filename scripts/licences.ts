// Lists the packages that are shipped with the program, by licence, and exits with 1 if one has a licence that we do not
// accept. With a file name, it writes their notices and licences there, as most of them require: npm run licences [--
// <file>].
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)

/** Licences under which anybody may distribute a program together with ours, with their notices. */
const taken = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0'],
  ...['OFL-1.1', 'PSF-2.0', 'Unicode-DFS-2016'],
])

/** Packages whose licence requires more, and why we distribute them all the same. */
export const exceptions = [
  {
    packages: /^@0q\/embedded-mongodb(-|$)/,
    licence: 'SSPL-1.0',
    why: 'MongoDB’s own: its section 13 asks for the sources of a service that offers the database itself; ours is a site. With a MongoDB server it is not used.',
  },
  {
    packages: /^@img\/sharp-(libvips-|wasm32$|win32-)/,
    licence: 'LGPL-3.0-or-later',
    why: 'libvips is a library of its own beside the program and can be exchanged for another.',
  },
  {
    packages: /^web-push$/,
    licence: 'MPL-2.0',
    why: 'It binds the files of the package alone, which are passed on as they are.',
  },
]

/**
 * Licences that a package.json lacks or gives by a name that SPDX does not have; the licence file of the package states
 * them.
 */
export const inTheirFiles: Record<string, string> = {
  busboy: 'MIT',
  'htmx.org': '0BSD',
  'png-js': 'MIT',
  streamsearch: 'MIT',
}

/** Development packages of which the build puts parts into what browsers load. */
export const packagesInPages = [
  '@fontsource-variable/golos-text',
  '@picocss/pico',
  'htmx.org',
  'pannellum',
  'pdfjs-dist',
]

type Package = { name: string; version: string; licence: string; folder: string }
type Locked = { packages: Record<string, { version: string; license?: string; dev?: boolean }> }

/**
 * Returns all packages of `package-lock.json` that are not for development only, also those of other systems, sorted by
 * name.
 */
export function packagesOfRelease(): Package[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Locked
  return Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && (!dev || packagesInPages.includes(nameOf(folder))))
    .map(([folder, { version, license }]) => {
      const name = nameOf(folder)
      return { name, version, licence: inTheirFiles[name] ?? license ?? 'none', folder }
    })
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version) || compare(a.folder, b.folder))
}

const nameOf = (folder: string): string => folder.split('node_modules/').at(-1) ?? ''
// Does not compare by the machine's locale: a release is the same everywhere.
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/**
 * Checks whether we may distribute a package. Of licences joined by `OR` one is enough; of those joined by `AND` all are
 * needed.
 */
export function isTaken({ name, licence }: Pick<Package, 'name' | 'licence'>): boolean {
  const allowed = exceptions.filter(({ packages }) => packages.test(name)).map(exception => exception.licence)
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some(choice => choice.split(' AND ').every(part => taken.has(part) || allowed.includes(part)))
}

/** Returns the notices of all packages that are installed here, one after the other. */
export function notices(): string {
  const texts = packagesOfRelease()
    .filter(({ folder }) => existsSync(path.join(root, folder)))
    .map(({ name, version, licence, folder }) =>
      [`${name} ${version}`, `Licence: ${licence}`, ...textsIn(path.join(root, folder))].join('\n\n'),
    )
  const rule = `\n\n${'-'.repeat(80)}\n\n`
  return `Startup Street contains these packages. Each stays under its own licence.${rule}${texts.join(rule)}\n`
}

const textsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter(file => /^(licen[cs]e|copying|notice)/i.test(file) && !/\.(js|ts|json)$/i.test(file))
    .toSorted(compare)
    .map(file => readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())

function main([file]: string[]): void {
  const all = packagesOfRelease()
  const counts = new Map<string, number>()
  for (const { licence } of all) counts.set(licence, (counts.get(licence) ?? 0) + 1)
  for (const [licence, count] of [...counts].toSorted((a, b) => b[1] - a[1]))
    console.log(`${String(count)}\t${licence}`)
  for (const { packages, licence, why } of exceptions)
    console.log(`Exception: ${licence} of ${packages.source}: ${why}`)
  if (file) writeFileSync(file, notices())
  const refused = all.filter(one => !isTaken(one))
  for (const { name, version, licence } of refused) console.error(`Not taken: ${name} ${version}, ${licence}`)
  if (refused.length > 0) process.exitCode = 1
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2))
