import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#outside/project-root.ts'

const folders = ['.github', 'docs', 'server', 'models', 'views', 'public', 'tests', 'bench', 'scripts']
const documents = [
  ...readdirSync(projectRoot),
  ...folders.flatMap(folder =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map(file =>
      path.join(folder, file),
    ),
  ),
].filter(file => file.endsWith('.md'))
const textOf = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8')

/** What stood where at some time: it may name what is gone. */
const ofThePast = ['CHANGELOG.md']

describe('the documents', () => {
  it('link to files that are there', () => {
    const broken = documents.flatMap(file =>
      [...textOf(file).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, target = '']) => {
        if (/^[a-z]+:/.test(target)) return []
        return existsSync(path.join(projectRoot, path.dirname(file), target)) ? [] : [`${file}: ${target}`]
      }),
    )
    expect(documents.length).toBeGreaterThan(70)
    expect(broken).toEqual([])
  })

  it('name files and folders of the code that are there', () => {
    const gone = documents
      .filter(file => !ofThePast.includes(file))
      .flatMap(file =>
        [...textOf(file).matchAll(/`((?:server|models|views|public|tests|scripts|bench)\/[\w./-]+)`/g)].flatMap(
          ([, place = '']) => (existsSync(path.join(projectRoot, place)) ? [] : [`${file}: ${place}`]),
        ),
      )
    expect(gone).toEqual([])
  })

  it('list every decision under its number and title', () => {
    const decisions = readdirSync(path.join(projectRoot, 'docs/adr')).filter(name => /^\d/.test(name))
    const rows = decisions.map(name => {
      const [, number = '', title = ''] = /^# (\d+)\. (.+)$/m.exec(textOf(`docs/adr/${name}`)) ?? []
      expect(Number(name.slice(0, 4)), name).toBe(Number(number))
      return `| ${number} | [${title}](${name}) |`
    })
    const listed = textOf('docs/adr/README.md').split('\n')
    expect(listed.filter(line => /^\| \d/.test(line))).toEqual(rows)
  })
})
