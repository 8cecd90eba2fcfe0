import { readFileSync } from 'node:fs'
import path from 'node:path'
import { minVersion, satisfies } from 'semver'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#outside/project-root.ts'

const read = (file: string) => JSON.parse(readFileSync(path.join(projectRoot, file), 'utf8')) as unknown
const { engines } = read('package.json') as { engines: { node: string } }
const lowest = minVersion(engines.node)!.version

describe('each package that npm ci installs', () => {
  it('accepts the lowest Node version that package.json and README state', () => {
    expect(readFileSync(path.join(projectRoot, 'README.md'), 'utf8')).toContain(lowest.replace(/\.0$/, ''))
    type Locked = { engines?: { node?: string }; version: string }
    const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
    const installed = Object.entries(packages).filter(([place]) => place)
    const refusing = installed.flatMap(([place, { engines, version }]) =>
      engines?.node && !satisfies(lowest, engines.node) ? [`${place} ${version} wants Node ${engines.node}`] : [],
    )
    expect(installed.length).toBeGreaterThan(300)
    expect(refusing).toEqual([])
  })
})
