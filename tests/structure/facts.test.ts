import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

/** A separator after an ordinary space may begin a line. Comments may contain it. */
const loose = / ·/
const comment = /^\s*(\/\*\*?|\*|\/\/|\{\{!)/

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(ts|hbs|css)$/.test(file))
    .map(file => path.join(folder, file))

describe('facts separated by dots', () => {
  it('never start a line with a dot: they use `dot` of facts.ts, {{dot}} or \\u00a0', () => {
    const found = ['server', 'views', 'public/css'].flatMap(filesOf).flatMap(file =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          loose.test(line) && !comment.test(line) ? [`${file}:${String(index + 1)}: ${line.trim()}`] : [],
        ),
    )
    expect(found).toEqual([])
  })
})
