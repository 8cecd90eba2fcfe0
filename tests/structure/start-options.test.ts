import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#outside/project-root.ts'

/** Files from which operators read or copy how the program is started. */
const files = execFileSync('git', ['ls-files', 'Procfile', 'package.json', 'deploy', 'docs/operations', 'README.md'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')

describe('the options of Node', () => {
  it('come from deploy/node wherever the program is started', () => {
    const starts = files.flatMap(file =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter(line => /\S*node\b.* "?dist\/server\/bin\//.test(line)),
    )
    expect(starts.length).toBeGreaterThan(15)
    expect(starts.filter(line => !/\bdeploy\/node"? "?dist\//.test(line))).toEqual([])
  })

  it('reach a Node that replaces the shell, so that it receives signals', async () => {
    const script =
      'const { pid, execArgv, env } = process; console.log(JSON.stringify({ pid, execArgv, arenas: env.MALLOC_ARENA_MAX }))'
    const child = spawn(path.join(projectRoot, 'deploy/node'), ['--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said] = (await once(child.stdout, 'data')) as [Buffer]
    expect(JSON.parse(said.toString())).toEqual({
      pid: child.pid,
      execArgv: expect.arrayContaining(['--max-semi-space-size=8', '--enable-source-maps']) as string[],
      arenas: '2',
    })
  })
})
