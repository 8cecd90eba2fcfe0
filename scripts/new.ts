/**
 * Usage: `npm run new -- slice kiosks`, `-- page kiosks/browse`, `-- migration kiosks-by-day`. Creates the files of a slice,
 * page or migration in this project's layout, with a test that passes, and adds the lines that refer to it elsewhere.
 * Overwrites nothing, and prints what it cannot add.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format, type FormatConfig } from 'oxfmt'
import { camel, migrationFiles, pageFiles, sliceFiles, type Files } from './layouts.ts'

const usage =
  'npm run new -- slice NAME | page SLICE/NAME | migration NAME (names in small letters, with - between words)'
const kinds: Record<string, (name: string) => Files> = { slice: newSlice, page: newPage, migration: newMigration }

const style = JSON.parse(readFileSync('.oxfmtrc.json', 'utf8')) as FormatConfig
/** New texts of existing files. */
const changed = new Map<string, string>()
/** What a person still has to do. */
const left: string[] = []

try {
  const [kind = '', name = '', ...more] = process.argv.slice(2)
  const lay = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!lay || more.length > 0) throw new Error(usage)
  const files = lay(name)
  const there = Object.keys(files).filter(file => existsSync(file))
  if (there.length > 0) throw new Error(`There is already ${there.join(', ')}; nothing was written.`)
  for (const [file, text] of [...Object.entries(files), ...changed]) await write(file, text)
  if (kind === 'slice') await drawSlices()
  console.log([...Object.keys(files), ...[...changed.keys()].map(file => `${file} (lines added)`)].join('\n'))
  if (left.length > 0) console.log(`\nThen:\n${left.map(line => `- ${line}`).join('\n')}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function newSlice(name: string): Files {
  named(name)
  const slice = `${camel(name)}Slice`
  add('server/slices.ts', {
    'import { indexChecks }': `import { ${slice} } from './features/${name}/index.ts'\n`,
    '    outboxSlice(parts),\n': `    ${slice}(),\n`,
  })
  add('.dependency-cruiser.cjs', {
    ']\nconst leftOf = {': `  '${name}',\n`,
    '}\n\nconst sliceRules': `  '${name}': [],\n`,
  })
  addTexts(camel(name), `./${name}.ts`)
  left.push(
    `when a door needs one, write ${camel(name)}Service in server/features/${name}/service.ts, an object of capabilities, and build it in server/services.ts`,
    `name in leftOf of .dependency-cruiser.cjs the slices that ${name} uses, then run npm run slices-picture`,
    `put its collections into models/${name}/`,
    `make its first page: npm run new -- page ${name}/browse`,
  )
  return sliceFiles(name)
}

function newPage(asked: string): Files {
  const [slice = '', name = '', ...more] = asked.split('/')
  named(slice)
  named(name)
  if (more.length > 0) throw new Error(usage)
  const index = `server/features/${slice}/index.ts`
  if (!existsSync(index)) throw new Error(`There is no slice ${slice}: ${index} is missing.`)
  const routes = `${camel(`${slice}-${name}`)}Routes`
  add(index, {
    'import type { Slice': `import { ${routes} } from './${name}/routes.ts'\n`,
    'pages: [': { after: `${routes}(), ` },
  })
  const folder = existsSync(`server/locales/ru/${slice}`) ? `${slice}/` : ''
  const texts = `${folder}${slice}-${name}.ts`
  addTexts(camel(`${slice}-${name}`), `./${texts}`)
  left.push(
    `choose address and gate in server/features/${slice}/${name}/routes.ts; now it is /${slice}/${name}, for anyone`,
    'tell its test where it is and who asks, if you have changed that',
    'write its words into the three files of texts, then run npm run access-table',
  )
  addAddress(`/${slice}/${name}`)
  return pageFiles({ slice, name, texts })
}

/** Adds an address to the list, which is sorted. */
function addAddress(address: string): void {
  const file = 'server/page-paths.ts'
  const text = readFileSync(file, 'utf8')
  const list = /(visitorPagePaths = \[\n)([^\]]*)/
  const sorted = (all: string) => [...all.trimEnd().split('\n'), `  '${address}',`].toSorted().join('\n')
  changed.set(
    file,
    text.replace(list, (_, head: string, all: string) => `${head}${sorted(all)}\n`),
  )
}

/** Imported late: the rules that the picture follows have just been written. */
async function drawSlices(): Promise<void> {
  const { withPicture } = await import('../tests/structure/slices-picture.ts')
  writeFileSync('ARCHITECTURE.md', withPicture(readFileSync('ARCHITECTURE.md', 'utf8')))
}

function newMigration(name: string): Files {
  named(name)
  return migrationFiles(`${dayAfterAll(name)}-${name}`, name)
}

/** Returns today, or a later day if needed for the migration to come after the existing ones. */
function dayAfterAll(name: string): string {
  const last =
    readdirSync('server/migrations')
      .filter(file => /^\d/.test(file))
      .toSorted()
      .at(-1) ?? ''
  const day = [new Date().toISOString().slice(0, 10), last.slice(0, 10)].toSorted().at(-1) ?? ''
  if (`${day}-${name}.ts` > last) return day
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

function addTexts(name: string, from: string): void {
  for (const locale of ['ru', 'en', 'zh'])
    add(`server/locales/${locale}/index.ts`, {
      [`\nexport const ${locale}`]: `import { ${name} } from '${from}'\n`,
      '\n}': `\n  ...${name},`,
    })
}

function named(name: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw new Error(usage)
}

/** Adds lines before (or after) a text that occurs exactly once in a file; otherwise reports what to add. */
function add(file: string, lines: Record<string, string | { after: string }>): void {
  for (const [at, line] of Object.entries(lines)) {
    const text = changed.get(file) ?? readFileSync(file, 'utf8')
    const added = typeof line === 'string' ? line : line.after
    if (text.split(at).length === 2) {
      changed.set(
        file,
        text.replace(at, () => (typeof line === 'string' ? added + at : at + added)),
      )
    } else left.push(`add to ${file}: ${added.trim()}`)
  }
}

async function write(file: string, text: string): Promise<void> {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, file.endsWith('.hbs') ? text : (await format(file, text, style)).code)
}
