import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#outside/project-root.ts'

const folders = ['.github', '.devcontainer', 'docs', 'server', 'models', 'views', 'public', 'tests', 'bench', 'scripts']
const files = [
  ...readdirSync(projectRoot),
  ...folders.flatMap(folder =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map(file =>
      path.join(folder, file),
    ),
  ),
].filter(file => !file.includes('node_modules'))
const documents = files.filter(file => file.endsWith('.md'))
const textOf = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8')

/** Documents about the past, which may name what no longer exists. */
const ofThePast = ['CHANGELOG.md']
/** Names of packages that look like files. */
const packages = ['ical.js']

describe('the documents', () => {
  it('link only to existing files', () => {
    const broken = documents.flatMap(file =>
      [...textOf(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, target = '']) => {
        if (/^[a-z]+:/.test(target)) return []
        return existsSync(path.join(projectRoot, path.dirname(file), target)) ? [] : [`${file}: ${target}`]
      }),
    )
    expect(documents.length).toBeGreaterThan(70)
    expect(broken).toEqual([])
  })

  it('are listed in docs/README.md, except decisions and the READMEs of slices', () => {
    // The operator handbook has its own index.
    const listed = ['docs/README.md', 'docs/operations/README.md'].flatMap(index =>
      [...textOf(index).matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => path.join(path.dirname(index), target)),
    )
    const expected = documents.filter(file => !/^(?:docs\/adr\/(?:archive\/)?\d|server\/|docs\/README)/.test(file))
    expect(expected.filter(file => !listed.includes(file))).toEqual([])
    expect(textOf('README.md')).toContain('(docs/README.md)')
  })

  it('name only existing files and folders of the code', () => {
    const gone = documents
      .filter(file => !ofThePast.includes(file))
      .flatMap(document =>
        placesIn(document)
          .filter(place => !packages.includes(place) && !isThere(place, document))
          .map(at => `${document}: ${at}`),
      )
    expect(gone).toEqual([])
  })

  it('name only existing commands', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const gone = documents
      .filter(file => !ofThePast.includes(file))
      .flatMap(file =>
        [...textOf(file).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => ({ file, name })),
      )
      .filter(({ name }) => !(name in scripts))
    expect(gone).toEqual([])
  })

  it('start a newcomer with two commands, in at most 90 lines of README and 200 of CHANGELOG', () => {
    const readme = textOf('README.md').split('\n')
    expect(readme.filter(line => line.startsWith('    '))).toEqual([
      '    npm ci && npm start',
      '    npm ci && npm test',
    ])
    expect(readme.length).toBeLessThanOrEqual(90)
    expect(textOf('CHANGELOG.md').split('\n').length).toBeLessThanOrEqual(200)
  })

  it('describe in docs/security.md each promise that a test or a comment names, with the tests that show it', () => {
    const rows = textOf('docs/security.md')
      .split('\n')
      .flatMap(line => [...line.matchAll(/^\| ([A-Z]{2}\d) \| (.*) \| (.*) \|$/g)])
    const promises = rows.map(([, name]) => name)
    expect(promises.length).toBeGreaterThan(40)
    expect(rows.filter(([, , , shownBy = '']) => !shownBy.includes('`tests/')).map(([, name]) => name)).toEqual([])
    const named = files
      .filter(file => /^(?:server|models|tests)\/.*\.ts$/.test(file))
      .flatMap(file => [...textOf(file).matchAll(/\(([A-Z]{2}\d(?:, [A-Z]{2}\d)*)\)/g)])
      .flatMap(([, names = '']) => names.split(', '))
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(name => !promises.includes(name))).toEqual([])
  })

  it('list every decision under its number and title, with those of the archive apart', () => {
    const rows = decisions.map(name => {
      const { number, title } = titleOf(name)
      const { day, overtakenBy } = headOf(name)
      const by = overtakenBy.map(later => `[${later.number}](${later.file})`).join(', ')
      return `| ${number} | [${title}](${name}) | ${day} | ${by ? `${by} ` : ''}|`
    })
    const listed = textOf('docs/adr/README.md').split('\n')
    expect(listed.filter(line => /^\| \d/.test(line))).toEqual(rows)
  })

  it('name the file of each decision by its number and title', () => {
    for (const name of decisions) {
      const { number, title } = titleOf(name)
      const words =
        title
          .toLowerCase()
          .replaceAll(/['`]/g, '')
          .match(/[a-z0-9]+/g) ?? []
      expect(path.basename(name)).toBe(`${[number.padStart(4, '0'), ...words].join('-')}.md`)
    }
    const numbers = decisions.map(name => titleOf(name).number)
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
  })

  it('name about a dozen decisions to read first, none of them in the archive', () => {
    const [, first = ''] = /^## Read these first$(.*?)^## /ms.exec(textOf('docs/adr/README.md')) ?? []
    const named = [...first.matchAll(/^- (\d+)\. \[(.+)\]\((.+)\)$/gm)].map(([, number, title, file]) => [
      number,
      title,
      file,
    ])
    expect(named.length).toBeGreaterThan(9)
    expect(named.length).toBeLessThan(16)
    for (const [number, title, file = ''] of named) {
      expect(file).not.toContain('archive/')
      expect({ number, title }).toEqual(titleOf(file))
    }
  })

  it('list only installed packages as maintained by one person', () => {
    const installed = files
      .filter(file => path.basename(file) === 'package.json')
      .flatMap(file => Object.entries(JSON.parse(textOf(file)) as Record<string, object>))
      .filter(([field]) => field === 'dependencies' || field === 'devDependencies')
      .flatMap(([, packages]) => Object.keys(packages))
    const rows = [...textOf('docs/adr/packages-of-one-person.md').matchAll(/^\| (`.+?) \| .+ \|$/gm)]
    const named = rows.flatMap(([, first = '']) => [...first.matchAll(/`(.+?)`/g)].map(([, name = '']) => name))
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter(name => !installed.includes(name))).toEqual([])
  })

  it('give the date of every decision below its title, and the later decision that replaced it', () => {
    for (const name of decisions) {
      const { day, overtakenBy } = headOf(name)
      expect(day, `${name}: its third line is "Decided 2026-11-25."`).toMatch(/^\d{4}-\d\d-\d\d$/)
      for (const later of overtakenBy) {
        expect(titleOf(later.file).number, name).toBe(later.number)
        expect(Number(later.number), name).toBeGreaterThan(Number(titleOf(name).number))
        expect(later.day, name).toBe(headOf(later.file).day)
      }
    }
  })
})

/** Returns the files and folders that a document names; placeholders (`<slice>`, `*`) are skipped. */
function placesIn(document: string): string[] {
  const named = [...textOf(document).matchAll(/`([\w.{},/-]+)`/g)].map(([, place = '']) => place)
  const isPlace =
    /^(?:server|models|views|public|tests|scripts|bench|docs)\/|^[^/].*\.(?:ts|js|cjs|css|hbs|json|md|sh|yml)$/
  const isFolder = document.startsWith('server/') ? /^[a-z.].*\/$/ : /^$/
  return named.filter(place => isPlace.test(place) || isFolder.test(place)).flatMap(allOf)
}

/** Expands `{ru,en}/x.ts` to each of its files. */
function allOf(place: string): string[] {
  const [, before = '', choices, after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(place) ?? []
  return choices === undefined ? [place] : choices.split(',').flatMap(one => allOf(before + one + after))
}

/** Checks for a path from the root; in the README of a slice also from its folder; elsewhere the name alone is enough. */
function isThere(place: string, document: string): boolean {
  if (existsSync(path.join(projectRoot, place))) return true
  if (document.startsWith('server/')) return existsSync(path.join(projectRoot, path.dirname(document), place))
  return files.some(file => file.endsWith(`/${place}`))
}

/** The decisions, by their paths below docs/adr: those that shape the site, then the archive. */
const decisions = ['', 'archive'].flatMap(folder =>
  readdirSync(path.join(projectRoot, 'docs/adr', folder))
    .filter(name => /^\d/.test(name))
    .map(name => path.join(folder, name)),
)
const overtaking = /^Overtaken (?:in part )?by \[ADR (?<number>\d+)\]\((?<file>[^)]+)\) on (?<day>[\d-]+)/

function titleOf(name: string): { number: string; title: string } {
  const [, number = '', title = ''] = /^# (\d+)\. (.+)$/m.exec(textOf(`docs/adr/${name}`)) ?? []
  return { number, title }
}

type Overtaken = { number: string; file: string; day: string }
/**
 * Returns the lines below the title of a decision: its day, and one line for each later decision that has overtaken it, with
 * its path below docs/adr.
 */
function headOf(name: string): { day: string; overtakenBy: Overtaken[] } {
  const lines = textOf(`docs/adr/${name}`).split('\n')
  const overtakenBy = lines
    .filter(line => line.startsWith('Overtaken'))
    .map(line => {
      const { number = '', file = '', day = '' } = overtaking.exec(line)?.groups ?? {}
      if (!file) throw new Error(`${name} does not say what it was overtaken by as the others do: ${line}`)
      return { number, file: path.join(path.dirname(name), file), day }
    })
  return { day: /^Decided (.+)\.$/.exec(lines[2] ?? '')?.[1] ?? '', overtakenBy }
}
