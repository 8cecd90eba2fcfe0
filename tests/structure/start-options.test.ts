import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nodeOptions } from '#bench/processes.ts'

/** Where operators read or copy how a site, a worker or a back-up is started. */
const files = execFileSync('git', ['ls-files', 'Procfile', 'package.json', 'deploy', 'docs/operations', 'README.md'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')

const start = /\bnode\W+((?:--[\w=-]+\W+)*)dist\/server\/bin\/(?:web|worker|backup|restore|verify-backup)\.js/g

describe('the options of Node', () => {
  it('are the same wherever a site or a worker is started, and for back-ups', () => {
    const starts = files.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(start)].map(([, options = '']) => ({
        file,
        options: options.match(/--[\w=-]+/g),
      })),
    )
    expect(starts.length).toBeGreaterThan(8)
    for (const one of starts) expect(one).toEqual({ file: one.file, options: [...nodeOptions] })
  })
})
