import { spawnSync } from 'node:child_process'
import { chown, lchown, mkdtemp, readdir, rename, rm, stat, symlink, writeFile, chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withDatabaseIn } from '../support/database.ts'
import { builtFrom } from '../support/processes/built-processes.ts'
import { run } from '../support/processes/processes.ts'

/** `nobody`, who runs the site in these tests. */
const siteUser = 65_534
const isRoot = process.getuid?.() === 0
if (!isRoot) process.stderr.write('not root: what root does to the data of another user is SKIPPED\n')

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.map(entry => path.join(entry.parentPath, entry.name))
}

describe.runIf(isRoot)('a data folder that belongs to another user', () => {
  let folder: string
  let data: string
  beforeEach(async () => {
    // The folder of all tests is closed to other users.
    folder = await mkdtemp('/tmp/startup-street-owner-')
    await chmod(folder, 0o755)
    data = path.join(folder, 'data')
    await mkdir(data, { mode: 0o700 })
    await withDatabaseIn(data, () => Promise.resolve())
    await giveTo(siteUser)
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const giveTo = async (user: number) => {
    await chown(data, user, user)
    for (const file of await filesIn(data)) await lchown(file, user, user)
  }
  const ownersIn = async () =>
    new Set(await Promise.all((await filesIn(data)).map(async file => (await stat(file)).uid)))
  const settings = () => ({ DATA_DIR: data, LOG_LEVEL: 'error', BACKUP_KEY: 'a-key-of-back-ups-that-is-long-enough' })
  const command = async (name: string, args: string[] = [], env: Record<string, string> = {}) => {
    const started = run(`server/bin/${name}.ts`, { args, env: { ...settings(), ...env } })
    return { ...(await started.exited), said: started.output() }
  }

  it('keeps its owner when root runs the commands, which switch to that user', async () => {
    const backups = path.join(folder, 'backups')
    await mkdir(backups)
    await chown(backups, siteUser, siteUser)
    const file = path.join(backups, 'first.backup')
    for (const [name, args] of [
      ['migrate', []],
      ['verify-data', []],
      ['seal', []],
      ['seed', []],
      ['staff', ['list']],
      ['backup', [file]],
    ] as const) {
      const { code, said } = await command(name, [...args])
      expect([name, code], said).toEqual([name, 0])
      expect(await ownersIn(), name).toEqual(new Set([siteUser]))
    }
    expect((await stat(file)).uid).toBe(siteUser)
    await rm(path.join(data, 'db'), { recursive: true })
    const restored = await command('restore', [file])
    expect(restored.code, restored.said).toBe(0)
    expect(await ownersIn()).toEqual(new Set([siteUser]))
  }, 120_000)

  it('is refused, when root has left files in it, with the chown command to run and without advice to restore', async () => {
    await writeFile(path.join(data, 'db/collection-7-x.wt'), '', { mode: 0o600 })
    const { code, said } = await command('verify-data')
    expect(code).toBe(1)
    expect(said).toContain(`${data}/db/collection-7-x.wt belongs to root`)
    expect(said).toContain(`chown -R nobody: '${data}'`)
    const web = await command('web', [], { PORT: '0', HOST: '127.0.0.1' })
    expect(web.code).toBe(1)
    expect(web.said).toContain(`chown -R nobody: '${data}'`)
    expect(`${said}${web.said}`).not.toMatch(/restore|back-?up/)
  }, 60_000)

  it('is refused with the real paths behind symbolic links and of a database outside it', async () => {
    const beside = path.join(folder, 'data-of-the-database')
    await rename(path.join(data, 'db'), beside)
    await chown(beside, siteUser, siteUser)
    await writeFile(path.join(beside, 'collection-7-x.wt'), '', { mode: 0o600 })
    const elsewhere = await command('verify-data', [], { MONGODB_URI: `mongodb_embedded://${beside}` })
    expect(elsewhere.said).toContain(`chown -R nobody: '${data}' '${beside}'`)
    const linkOfDatabase = path.join(data, 'db')
    const linkOfData = path.join(folder, 'link')
    await symlink(beside, linkOfDatabase)
    await symlink(data, linkOfData)
    const linked = await command('verify-data', [], { DATA_DIR: linkOfData })
    // chown -R does not go through a link.
    expect(linked.said).toContain(`chown -R nobody: '${data}' '${beside}'`)
  }, 60_000)

  it('keeps its owner when root creates a demonstration in it', async () => {
    await rm(data, { recursive: true })
    await mkdir(data, { mode: 0o700 })
    await chown(data, siteUser, siteUser)
    const started = run('server/bin/demo.ts', { args: ['fresh'], env: { ...settings(), DOCUMENT_KEYS: '' } })
    expect((await started.exited).code, started.output()).toBe(0)
    expect(await ownersIn()).toEqual(new Set([siteUser]))
  }, 120_000)

  it('is refused to a root that may not switch users, as in some containers', () => {
    const rights = ['--bounding-set=-setuid,-setgid', '--inh-caps=-setuid,-setgid']
    const { status, stdout, stderr } = spawnSync(
      'setpriv',
      [...rights, process.execPath, builtFrom('server/bin/verify-data.ts')],
      { encoding: 'utf8', env: { ENV_FILE: 'off', ...settings() } },
    )
    expect(status).toBe(1)
    expect(`${stdout}${stderr}`).toContain(`${data}/db belongs to nobody. Run this as that user: sudo -u nobody`)
  }, 60_000)

  it('is refused to a third user with the command to run instead', async () => {
    const {
      process: child,
      exited,
      output,
    } = run('server/bin/verify-data.ts', {
      env: settings(),
      user: 12_345,
    })
    expect(child.pid).toBeGreaterThan(0)
    expect(await exited).toMatchObject({ code: 1 })
    expect(output()).toContain(`${data} belongs to nobody`)
    expect(output()).toContain('sudo -u nobody')
  }, 60_000)
})
