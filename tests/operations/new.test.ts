import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '#outside/project-root.ts'

const parts = [
  ...[
    'server',
    'models',
    'views',
    'public',
    'tests',
    'scripts',
    'docs',
    'ARCHITECTURE.md',
    'package.json',
    'tsconfig.json',
  ],
  ...['vitest.config.ts', '.oxlintrc.json', '.oxfmtrc.json', '.dependency-cruiser.cjs'],
]

describe('npm run new', () => {
  let copy = ''
  beforeAll(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'startup-street-new-'))
    // The judges have packages of their own.
    const options = { recursive: true, filter: (file: string) => path.basename(file) !== 'node_modules' }
    await Promise.all(parts.map(part => cp(path.join(projectRoot, part), path.join(copy, part), options)))
    await symlink(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'))
  })
  afterAll(() => rm(copy, { recursive: true, force: true }))

  /** Returns the output of one of our programs in the copy; throws its errors. */
  async function run(program: string, ...args: string[]): Promise<string> {
    const { PATH, TMPDIR, PREPARED_FOLDER } = process.env
    // Its tests start no process, so none has to be built.
    const env = { PATH, TMPDIR, PREPARED_FOLDER, ENV_FILE: 'off' }
    const ran = promisify(execFile)(path.join('node_modules/.bin', program), args, { cwd: copy, env })
    const { stdout } = await ran.catch((error: unknown) => {
      const { stdout: said = '', stderr = '' } = error as { stdout?: string; stderr?: string }
      throw new Error(`${program} ${args.join(' ')}\n${said}\n${stderr}`, { cause: error })
    })
    return stdout
  }
  const make = async (...args: string[]) => {
    const [files = '', then = ''] = (await run('tsx', 'scripts/new.ts', ...args)).split('\n\nThen:\n')
    return { files: files.trim().split('\n'), then }
  }
  const made = ({ files }: { files: string[] }) => files.filter(file => !file.endsWith('(lines added)'))

  it('creates a slice, a page and a migration that pass the checks unchanged', async () => {
    const slice = await make('slice', 'tea-kiosks')
    const page = await make('page', 'tea-kiosks/browse')
    const migration = await make('migration', 'kiosks-by-day')
    expect(slice.then + page.then).not.toContain('add to ')
    expect(await readFile(path.join(copy, 'server/slices.ts'), 'utf8')).toContain('teaKiosksSlice(),')

    const code = [slice, page, migration].flatMap(made).filter(file => file.endsWith('.ts'))
    const tests = code.filter(file => file.endsWith('.test.ts'))
    expect(tests).toHaveLength(3)
    const checks = await Promise.allSettled([
      run('oxlint', '--type-aware', '--type-check', '--deny-warnings', ...code, 'server/slices.ts'),
      run('oxfmt', '--check', ...code, 'server/slices.ts', 'server/locales/zh/index.ts', '.dependency-cruiser.cjs'),
      run(
        'vitest',
        'run',
        '--project',
        'product',
        ...tests,
        'tests/structure/slices.test.ts',
        'tests/structure/paths.test.ts',
      ),
    ])
    expect(checks.flatMap(check => (check.status === 'rejected' ? [String(check.reason)] : []))).toEqual([])

    // Its day is later than all others, so that it runs last also where those have run.
    const names = code.filter(file => file.startsWith('server/migrations/'))
    expect(names[0]).toMatch(/\d{4}-\d\d-\d\d-kiosks-by-day\.ts$/)
  }, 180_000)

  it('overwrites nothing, and explains its arguments', async () => {
    await expect(make('slice', 'figures')).rejects.toThrow('There is already server/features/figures/index.ts')
    await expect(make('page', 'nowhere/browse')).rejects.toThrow('There is no slice nowhere')
    await expect(make('slice', '../Kiosks')).rejects.toThrow('npm run new -- slice NAME')
    await expect(make('wing', 'kiosks')).rejects.toThrow('npm run new -- slice NAME')
  }, 60_000)

  it('prints what to add by hand when it cannot add it itself', async () => {
    // The slice has no routes yet.
    const { files, then } = await make('page', 'street/around')
    expect(then).toContain('add to server/features/street/index.ts: streetAroundRoutes(),')
    expect(files).toContain('server/features/street/around/routes.ts')
  }, 30_000)
})
