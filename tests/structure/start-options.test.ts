import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { memorySetting, nodeOptions } from '#bench/processes.ts'

/** Files from which operators read or copy how a site, a worker or a backup is started. */
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

  it('go with the setting that keeps memory from growing, which containers have from their image', () => {
    const setting = memorySetting.join('=')
    expect(setting).toBe('MALLOC_ARENA_MAX=2')
    const without = files
      .filter(file => !file.endsWith('compose.yaml'))
      .flatMap(file => {
        const text = readFileSync(file, 'utf8')
        const forAll = new RegExp(`(ENV |Environment=|--setenv=)${setting}\\b`).test(text)
        return forAll ? [] : text.split('\n').filter(line => line.match(start) && !line.includes(setting))
      })
    expect(without).toEqual([])
  })
})
