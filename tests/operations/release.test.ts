import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#outside/database/database.ts'
import { packagesInPages } from '#scripts/licences.ts'
import { originOf } from '#scripts/release-origin.ts'
import { freePort, statusOf, until, watched, type Running } from '../support/processes/processes.ts'

const root = path.join(import.meta.dirname, '../..')
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8')
/** An unprivileged user where the tests may choose one: the user who runs a release owns none of its files. */
const somebodyElse = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

describe('a release', async () => {
  // The tests' own temporary folder is closed to other users.
  const work = mkdtempSync('/var/tmp/startup-street-release-')
  const made = path.join(work, 'made')
  const installed = path.join(work, 'installed')
  const data = path.join(work, 'data')
  const started: Running[] = []
  let folder: string

  beforeAll(() => {
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/release.js', made], { cwd: root, stdio: 'pipe' })
    mkdirSync(installed)
    execFileSync('tar', ['-xzf', path.join(made, tarball()), '-C', installed])
    folder = path.join(installed, readdirSync(installed)[0]!)
    execFileSync('chmod', ['-R', 'a-w', installed])
    mkdirSync(data)
    if (somebodyElse.uid) for (const at of [work, data]) chownSync(at, somebodyElse.uid, somebodyElse.gid)
  }, 240_000)
  afterEach(async () => {
    for (const { process, exited } of started.splice(0)) {
      process.kill('SIGKILL')
      await exited
    }
  })
  afterAll(() => {
    execFileSync('chmod', ['-R', 'u+w', installed])
    rmSync(work, { recursive: true, force: true })
  }, 60_000)

  const tarball = () => readdirSync(made).find(name => name.endsWith('.tar.gz'))!
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env.PATH,
    HOME: data,
    NODE_ENV: 'production',
    // Demonstration and publishing are tested elsewhere, and take half a minute.
    DEMO: 'off',
    JOBS: 'elsewhere',
    PUBLIC_URL: origin,
    SESSION_SECRET: 'a secret for tests that is long enough',
    DOCUMENT_KEYS: 'k'.repeat(64),
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: data,
    LOG_LEVEL: 'warn',
  }
  /** Runs a line like an operator's shell, in the folder of the release, as a user who may not write there. */
  function start(line: string, more: Record<string, string> = {}, as: typeof somebodyElse = somebodyElse): Running {
    const child = spawn('sh', ['-c', line.startsWith('exec ') || /^\w+=/.test(line) ? line : `exec ${line}`], {
      cwd: folder,
      env: { ...env, ...more },
      ...as,
    })
    const running = watched(child)
    started.push(running)
    return running
  }
  const isUp = (site: Running) =>
    until(
      async () => {
        expect(site.process.exitCode, site.output()).toBeNull()
        return (await statusOf(`${origin}/readyz`)) === 200
      },
      site.output,
      60_000,
    )
  const ended = async (running: Running) => {
    const { code } = await running.exited
    expect(code, running.output()).toBe(0)
  }

  it('is one tarball with a checksum, a list of components and their licences, and without development tools', () => {
    const [hash] = readFileSync(path.join(made, `${tarball()}.sha256`), 'utf8').split(' ')
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(made, tarball())))
        .digest('hex'),
    ).toBe(hash)
    const bytes = files().reduce((sum, file) => sum + statSync(file).size, 0)
    expect(bytes).toBeLessThan(200_000_000)
    const packages = readdirSync(path.join(folder, 'node_modules'))
    expect(packages).toContain('express')
    for (const tool of ['esbuild', 'vitest', 'typescript', 'pdfjs-dist', 'playwright-core', 'oxlint']) {
      expect(packages).not.toContain(tool)
    }
    expect(files().filter(file => /\/(tests|bench|\.git)\/|\.ts$/.test(path.relative(folder, file)))).toEqual([])
    type Bom = { bomFormat: string; components: { name: string; version: string; licenses?: unknown[] }[] }
    const { bomFormat, components } = JSON.parse(readFileSync(path.join(folder, 'sbom.cdx.json'), 'utf8')) as Bom
    expect(bomFormat).toBe('CycloneDX')
    const inside = files()
      .filter(file => /node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file))
      .map(file => JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string })
      .filter(({ name, version }) => name && version)
    const ids = (packages: { name?: string; version?: string }[]) =>
      [...new Set(packages.map(({ name, version }) => `${name}@${version}`))].toSorted()
    const bundled = components.filter(({ name }) => packagesInPages.includes(name))
    expect(bundled.map(({ name }) => name).toSorted()).toEqual(packagesInPages.toSorted())
    expect(ids(components)).toEqual(ids([...inside, ...bundled]))
    expect(components.filter(({ licenses }) => !licenses?.length)).toEqual([])
    const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
    expect(JSON.parse(readFileSync(path.join(folder, 'release.json'), 'utf8'))).toMatchObject({
      commit,
    })
    expect(path.basename(folder), 'beside a release of another commit').toMatch(new RegExp(`-${commit.slice(0, 8)}$`))
  })

  it('contains every document that one of its documents links to', () => {
    const documents = files().filter(file => file.endsWith('.md') && !file.includes('node_modules'))
    const links = documents.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/\]\((?![a-z]+:)([^)#\s]+)/g)].map(([, target = '']) =>
        path.join(path.dirname(file), target),
      ),
    )
    expect(links.length).toBeGreaterThan(100)
    expect(links.filter(file => !existsSync(file)).map(file => path.relative(folder, file))).toEqual([])
  })

  it('contains the notices of every package in it, and of those that the build copied into pages', () => {
    const notices = readFileSync(path.join(folder, 'NOTICES.txt'), 'utf8')
    const manifests = files().filter(file => /node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file))
    expect(manifests.length).toBeGreaterThan(100)
    const without = manifests
      .map(file => JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string })
      .filter(({ name, version }) => name && version && !notices.includes(`\n${name} ${version}\n`))
      .map(({ name }) => name)
    expect(without).toEqual([])
    for (const name of ['htmx.org', '@picocss/pico', 'pdfjs-dist']) expect(notices).toContain(`\n${name} `)
  })

  it('runs as its systemd unit, as another user and from a read-only folder', async () => {
    const before = files().length
    const site = start(execStart('startup-street.service'))
    await isUp(site)
    const home = await (await fetch(`${origin}/ru`)).text()
    const sheet = /href="(\/assets\/site-[^"]+\.css)"/.exec(home)?.[1] ?? 'none'
    for (const at of ['/zh/premises', '/en/plan', '/en/calculator', '/og/site/zh.png', '/favicon.svg', sheet]) {
      expect(await statusOf(origin + at), at).toBe(200)
    }
    const { headers } = await fetch(origin + sheet, { headers: { 'Accept-Encoding': 'gzip, br' } })
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-encoding': 'br',
      'content-type': expect.stringMatching(/^text\/css/) as string,
    })
    expect(headers.get('cache-control')).toContain('immutable')
    await ended(start('npm run --silent verify-data'))
    const colleague = start('npm run --silent staff -- add somebody@city.example --role reviewer')
    await ended(colleague)
    expect(colleague.output()).toContain(`${origin}/`)
    site.process.kill('SIGTERM')
    await ended(site)
    expect(site.output()).not.toMatch(/"level":[56]0/)
    expect(site.output(), 'JOBS=elsewhere, where there can be no worker').toContain(
      'no letter leaves and no job is done',
    )
    expect(files().length).toBe(before)
  }, 120_000)

  it('runs as its Procfile describes, with a database of its own', async () => {
    const place = mkdtempSync(path.join(tmpdir(), 'startup-street-served-'))
    const database = await openDatabase(`mongodb_embedded://${place}/db`)
    try {
      const uri = readFileSync(path.join(place, 'db.address'), 'utf8')
      const lines = Object.fromEntries(
        textOf('Procfile')
          .trim()
          .split('\n')
          .map(line => line.split(/: (.*)/).slice(0, 2)),
      ) as Record<'release' | 'web' | 'worker', string>
      // Root becomes the owner of the data, and the engine of this process admits no other user.
      const settings = { MONGODB_URI: uri, DATA_DIR: place }
      await ended(start(lines.release, settings, {}))
      const workerPort = await freePort()
      const own = { LOG_LEVEL: 'info', WORKER_PORT: String(workerPort) }
      const worker = start(lines.worker, { ...settings, ...own }, {})
      const site = start(lines.web, settings, {})
      await isUp(site)
      await until(() => worker.output().includes('worker started'), worker.output)
      const machines = `http://127.0.0.1:${workerPort}`
      expect(await statusOf(`${machines}/readyz`)).toBe(200)
      await until(
        async () =>
          /job_duration_seconds_count\{job_name="[a-z-]+",result="done"/.test(
            await (await fetch(`${machines}/metrics`)).text(),
          ),
        worker.output,
      )
      expect(await statusOf(`${origin}/zh/incentives`)).toBe(200)
      // The site is not to wait for load balancers, as the one above does; a worker has none.
      site.process.kill('SIGINT')
      worker.process.kill('SIGTERM')
      await ended(site)
      await ended(worker)
    } finally {
      await database.close()
      rmSync(place, { recursive: true, force: true })
    }
  }, 120_000)

  it('has units that start files it contains, and a command for operators with the same settings', () => {
    const street = textOf('deploy/systemd/street')
    for (const unit of units) {
      const [, environment = ''] = /^Environment=(.*)$/m.exec(textOf(`deploy/systemd/${unit}`)) ?? []
      for (const setting of environment.split(' ').filter(one => !/^(?:HOST|PORT|WORKER_PORT)=/.test(one)))
        expect(street).toContain(`--setenv=${setting}`)
      for (const kept of ['EnvironmentFile', 'User', 'WorkingDirectory']) {
        const [, value = ''] = new RegExp(`^${kept}=(.*)$`, 'm').exec(textOf(`deploy/systemd/${unit}`)) ?? []
        expect(street, kept).toContain(value)
      }
      const file = execStart(unit)
        .split(' ')
        .find(part => part.endsWith('.js'))!
      expect(existsSync(path.join(folder, file)), file).toBe(true)
    }
  })

  it('has units that differ only in the command and the address they listen on', () => {
    const rests = units.map(unit =>
      textOf(`deploy/systemd/${unit}`)
        .replace(/^[^[]*/, '')
        .replaceAll(/^(?:Description|Environment|ExecStart)=.*$/gm, ''),
    )
    expect(new Set(rests).size).toBe(1)
  })

  it.runIf(hasSystemd())('has units in which systemd finds no error', () => {
    const place = mkdtempSync(path.join(tmpdir(), 'startup-street-units-'))
    for (const unit of units) {
      const file = path.join(place, unit)
      writeFileSync(file, textOf(`deploy/systemd/${unit}`).replaceAll('/opt/startup-street', folder))
      const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
        encoding: 'utf8',
      })
      expect([status, stdout, stderr], unit).toEqual([0, '', ''])
    }
    rmSync(place, { recursive: true })
  })

  it.runIf(hasSystemd())('has units with a low exposure score from systemd', () => {
    for (const unit of units) {
      const options = ['security', '--offline=true', '--no-pager', path.join(root, 'deploy/systemd', unit)]
      const said = execFileSync('systemd-analyze', options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
      const [, exposure] = /Overall exposure level for \S+: ([\d.]+)/.exec(said) ?? []
      expect(Number(exposure), unit).toBeLessThan(4)
    }
  })
})

const units = ['startup-street.service', 'startup-street@.service', 'startup-street-worker@.service']

/** Checks whether systemd is installed; without it its ratings are skipped with a message, but not in CI. */
function hasSystemd(): boolean {
  if (spawnSync('systemd-analyze', ['--version']).status === 0) return true
  if (process.env.CI === 'true') throw new Error('systemd-analyze is missing: apt-get install systemd')
  process.stderr.write('systemd-analyze is not installed (apt-get install systemd): its test is SKIPPED\n')
  return false
}

describe('a version', () => {
  let project: string
  beforeEach(() => {
    project = mkdtempSync(path.join(tmpdir(), 'startup-street-version-'))
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const { preversion } = scripts
    write('package.json', JSON.stringify({ name: 'startup-street', version: '0.2.0', scripts: { preversion } }))
    write('package-lock.json', JSON.stringify({ name: 'startup-street', version: '0.2.0', lockfileVersion: 3 }))
    write('CHANGELOG.md', '# What changed\n\n## 0.2.0, 2026-11-28\n')
    git('init', '--quiet')
    commit()
  })
  afterEach(() => rmSync(project, { recursive: true, force: true }))

  const write = (file: string, text: string) => writeFileSync(path.join(project, file), text)
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@city.example', ...args], {
      cwd: project,
      encoding: 'utf8',
    }).trim()
  const commit = () => {
    git('add', '.')
    git('commit', '--quiet', '--message', 'Change something')
  }
  const version = () =>
    spawnSync('npm', ['version', 'minor'], {
      cwd: project,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        HOME: project,
        npm_config_update_notifier: 'false',
        GIT_AUTHOR_NAME: 'Somebody',
        GIT_AUTHOR_EMAIL: 'somebody@city.example',
        GIT_COMMITTER_NAME: 'Somebody',
        GIT_COMMITTER_EMAIL: 'somebody@city.example',
      },
    })

  it('is created by npm version once CHANGELOG.md has an entry for it', () => {
    const refused = version()
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain('CHANGELOG.md has no entry for 0.3.0')
    expect(git('tag')).toBe('')
    write('CHANGELOG.md', '# What changed\n\n## 0.3.0-beta, 2026-12-01\n')
    commit()
    expect(version().stderr).toContain('CHANGELOG.md has no entry for 0.3.0')

    write('CHANGELOG.md', '# What changed\n\n## 0.3.0, 2026-12-02\n\n## 0.2.0, 2026-11-28\n')
    commit()
    const made = version()
    expect(made.status, made.stderr).toBe(0)
    expect(git('tag', '--points-at', 'HEAD')).toBe('v0.3.0')
    expect(git('show', '--name-only', '--format=')).toBe('package-lock.json\npackage.json')
    expect(originOf(project)).toMatchObject({ release: 'startup-street-0.3.0', commit: git('rev-parse', 'HEAD') })
  }, 60_000)

  it('puts the commit into the release name, unless the sources are exactly those of its tag', () => {
    const first = git('rev-parse', '--short=8', 'HEAD')
    expect(originOf(project).release).toBe(`startup-street-0.2.0-${first}`)
    git('tag', 'v0.2.0')
    expect(originOf(project).release).toBe('startup-street-0.2.0')
    write('CHANGELOG.md', '# Not committed\n')
    expect(originOf(project).release).toBe(`startup-street-0.2.0-${first}`)
    commit()
    expect(originOf(project).release).toBe(`startup-street-0.2.0-${git('rev-parse', '--short=8', 'HEAD')}`)
  })

  it('names a release built from sources without a git history, with the time of package-lock.json for its files', () => {
    rmSync(path.join(project, '.git'), { recursive: true })
    const at = new Date('2026-12-01T10:00:00Z')
    utimesSync(path.join(project, 'package-lock.json'), at, at)
    expect(originOf(project)).toEqual({ release: 'startup-street-0.2.0', commit: null, madeAt: at })
  })
})

/** Returns the command of a systemd unit, to be run in the folder of the release. */
function execStart(unit: string): string {
  const line = /^ExecStart=(.*)$/m.exec(textOf(`deploy/systemd/${unit}`))?.[1] ?? ''
  expect(line).toMatch(/^\/opt\/startup-street\/deploy\/node /)
  return line.replace('/opt/startup-street/', '')
}
