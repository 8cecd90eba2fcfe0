import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

/** Words that had several meanings in file names, and their replacements. */
const outdated: Record<string, string> = {
  acting: 'actions, audit',
  courses: 'histories',
  house: 'site-settings',
  keeping: 'retention, storage, adding',
  kept: 'stored, draft, retention',
  owing: 'effects, queue',
  since: 'changes',
  standing: 'status, progress',
  telling: 'audit, notices',
  theirs: 'visibility',
  told: 'audit, notices',
  typed: 'parsing, form-schemas',
  within: 'visibility',
}

it('file names contain only words with one meaning', () => {
  const names = ['models', 'public/js', 'server', 'tests'].flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => !name.includes('node_modules'))
      .map(name => path.join(folder, name)),
  )
  expect(names.length).toBeGreaterThan(1000)
  const wrong = names.flatMap(name =>
    path
      .basename(name)
      .split(/[.-]/)
      .flatMap(word => (word in outdated ? [`${name}: say ${outdated[word]!} instead of ${word}`] : [])),
  )
  expect(wrong).toEqual([])
})

it('no test denies a few digits, which the id of any document may contain by chance', () => {
  const few = /\.not\.to(?:Contain|Match)\((['"`/])[0-9a-f]{1,5}\1/
  const wrong = readdirSync('tests', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.includes('node_modules'))
    .flatMap(name =>
      readFileSync(path.join('tests', name), 'utf8')
        .split('\n')
        .flatMap((line, at) => (few.test(line) ? [`tests/${name}:${at + 1}: ${line.trim()}`] : [])),
    )
  expect(wrong).toEqual([])
})
