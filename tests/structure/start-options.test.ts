import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { memorySettings, nodeOptions } from '#bench/processes.ts'

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
    const settings = memorySettings.map(setting => setting.join('='))
    expect(settings).toEqual(['MALLOC_ARENA_MAX=2', 'MALLOC_TRIM_THRESHOLD_=131072'])
    const without = files
      .filter(file => !file.endsWith('compose.yaml'))
      .flatMap(file => {
        const lines = readFileSync(file, 'utf8').split('\n')
        const starts = lines.filter(line => line.match(start))
        return settings.flatMap(setting => {
          const forAll = lines.some(line => /(?:ENV |Environment=|--setenv=)/.test(line) && line.includes(setting))
          return forAll ? [] : starts.filter(line => !line.includes(setting))
        })
      })
    expect(without).toEqual([])
  })
})
