import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { projectRoot } from '#outside/project-root.ts'

const script = 'scripts/build-before-start.js'

describe('the check before npm start and the other commands', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-build-'))
    // A developer's settings file may lie beside the scripts of the checkout.
    const programs = (file: string) => !file.endsWith('.json')
    await cp(path.join(projectRoot, 'scripts'), path.join(folder, 'scripts'), { recursive: true, filter: programs })
    await symlink(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  /** Runs copies of the scripts in a folder without sources, so that a build fails. */
  const before = (env: Record<string, string> = {}) =>
    new Promise<{ code: number; said: string }>(resolve => {
      execFile(
        process.execPath,
        [script],
        { cwd: folder, env: { PATH: process.env.PATH, ...env } },
        (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
      )
    })
  const refusal =
    'There is no build, and in production none is made at a start. Make it with npm run build, as whoever installs the site.\n'

  it('runs before every command that needs the build', async () => {
    const { scripts } = JSON.parse(await readFile(path.join(projectRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    for (const [name, command] of Object.entries(scripts)) {
      if (command.includes('dist/server/bin/')) expect(scripts[`pre${name}`], name).toBe(`node ${script}`)
    }
  })

  it('builds nothing in production and reports in one sentence what is missing', async () => {
    expect(await before({ NODE_ENV: 'production' })).toEqual({ code: 1, said: refusal })
    expect(await readdir(folder)).toEqual(['node_modules', 'scripts'])
  })

  it('prints nothing in production when the build exists', async () => {
    await mkdir(path.join(folder, 'dist'))
    await writeFile(path.join(folder, 'dist/assets.json'), '{}')
    expect(await before({ NODE_ENV: 'production' })).toEqual({ code: 0, said: '' })
    expect(await readdir(path.join(folder, 'dist'))).toEqual(['assets.json'])
  })

  it('recognises production from the settings file as well, with the environment taking precedence', async () => {
    await writeFile(path.join(folder, '.env'), 'NODE_ENV=production # here')
    await writeFile(path.join(folder, 'street.env'), 'NODE_ENV=production')
    expect(await before()).toEqual({ code: 1, said: refusal })
    expect(await before({ ENV_FILE: 'street.env', NODE_ENV: '' })).not.toMatchObject({ said: refusal })
    expect(await before({ ENV_FILE: 'street.env' })).toEqual({ code: 1, said: refusal })
    expect((await before({ NODE_ENV: 'development' })).said).not.toBe(refusal)
    expect((await before({ ENV_FILE: 'off' })).said).not.toBe(refusal)
  })

  it('builds in development', async () => {
    const { code, said } = await before({ ENV_FILE: 'off' })
    expect(code).toBe(1)
    expect(said).toContain('scripts/server-build.json')
  })

  it('uses the existing build where the packages that build are not installed, and asks for one where there is none', async () => {
    await rm(path.join(folder, 'node_modules'))
    expect(await before({ ENV_FILE: 'off' })).toMatchObject({
      code: 1,
      said: expect.stringContaining('the packages that make one are not installed'),
    })
    await mkdir(path.join(folder, 'dist'))
    await writeFile(path.join(folder, 'dist/assets.json'), '{}')
    expect(await before({ ENV_FILE: 'off' })).toEqual({ code: 0, said: '' })
  })

  it('reports that a settings file cannot be read', async () => {
    await mkdir(path.join(folder, '.env'))
    expect(await before()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^The settings in .*\.env cannot be read/),
    })
  })
})
