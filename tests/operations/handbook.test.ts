import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { blockIn, commandsOf, nameOfScript, namedSettings, partsOf } from '../support/processes/handbook.ts'
import { install, type Installed } from '../support/processes/installed.ts'
import { hasPromtool } from '../support/processes/prometheus.ts'
import { Reader, said, siteSettings } from '../support/processes/reader.ts'
import { testKey } from '../support/sealed.ts'

const root = path.join(import.meta.dirname, '../..')
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const handbook = path.join(root, 'docs/operations')
const pages = readdirSync(handbook, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.md'))

/** Commands that need another machine or program, or are run by another test: how they begin, and why not here. */
const elsewhere: [RegExp, string][] = [
  [/^(?:systemctl|journalctl|systemd-\w+|loginctl|timedatectl) /, 'systemd does not run where the tests run'],
  [/^(?:apt-get|apt|useradd|adduser|chown|chmod|certbot) /, 'changes the whole machine'],
  [/^(?:nginx|openssl req) /, 'run by in-front.test.ts'],
  [/^(?:sha256sum|tar|ln|readlink|diff|cd) /, 'a release is made and started by release.test.ts'],
  [
    /^(?:cp|install|rm|mv) .*(?:<|\/opt\/|\/usr\/|\.env\b|nginx|certs?\b)/,
    'a release is made and started by release.test.ts',
  ],
  [/^cp -a data/, 'concerns the folder of 0.1.0'],
  [/^(?:docker|podman) /, 'needs a container engine'],
  [/^(?:ssh|scp|rsync|mongosh|mongodump|mount|umount|mkfs\S*|lsblk|smartctl) /, 'needs another machine or disk'],
  [/^(?:sh|rs)\./, 'typed into the shell of MongoDB'],
  [/^(?:curl|wget|dig|openssl s_client) /, 'asks a running site: start-and-stop.test.ts and in-front.test.ts do'],
  [/^tr .*\/proc\//, 'reads the settings of a running process'],
  [/^git /, 'needs the repository'],
  [/^(?:street|npm run) staff (?:-- )?reset-two-factor /, 'needs a second step: run by staff-command.test.ts'],
  [/^npm (?:ci|start|prune|version)\b/, 'run by the smoke test'],
  [
    /^npm run (?:release|build|licences|bench|growth|fault|smoke)\b/,
    'of a clone, and run by the tests of what it makes or measures',
  ],
  [/^node (?:--\S+ )*dist\//, 'start-options.test.ts compares it, release.test.ts runs it'],
  [/^(?:deploy\/node) /, 'release.test.ts runs it'],
  [/^(?:street|npm run) \S+ (?:-- )?s3:/, 'needs a store: run by tests/backups/s3.test.ts'],
]
const reasonNotToRun = (part: string): string | undefined => elsewhere.find(([begins]) => begins.test(`${part} `))?.[1]
/** Programs whose lines are run. */
const runs = /^(?:street|npm run|openssl rand|mkdir|mv|cp|install|rm|cat|export|promtool|du|df|ls|grep) /

const work = mkdtempSync(path.join(tmpdir(), 'startup-street-handbook-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))
const aSite = async (): Promise<Installed> => install(await mkdtemp(path.join(work, 'site-')), siteSettings)

describe('the street command', () => {
  it('takes settings from its environment, or from the file named by ENV_FILE, before those of the site', async () => {
    const site = await aSite()
    const add = 'street staff add one@city.example --role reviewer'
    expect(await said(site, add)).toContain(siteSettings.PUBLIC_URL)
    expect(await said(site, add, { PUBLIC_URL: 'https://two.example' })).toContain('https://two.example/')
    const other = site.moved('/srv/other.env')
    await writeFile(other, 'PUBLIC_URL=https://three.example\nSESSION_SECRET=another secret that is long enough\n')
    const env = { ENV_FILE: other, DOCUMENT_KEYS: testKey }
    expect(await said(site, add, env)).toContain('https://three.example/')
  }, 60_000)

  it('passes every character of a setting on unchanged', async () => {
    const site = await aSite()
    const file = site.moved('/mnt/backups/odd.backup')
    const env = { BACKUP_KEY: 'a-"key"-of-$HOME-and-`pwd`-and-\\-and-#-and-=-and-more' }
    await said(site, `npm run --silent backup -- ${file}`, {
      ...env,
      ENV_FILE: site.moved('/etc/startup-street.env'),
      DATA_DIR: site.moved('/var/lib/startup-street'),
    })
    expect(await said(site, `street verify-backup ${file}`, env)).toContain('is whole and unchanged')
    expect(await said(site, `! street verify-backup ${file}`)).toContain('another BACKUP_KEY')
  }, 60_000)
})

describe('the handbook', () => {
  const lines = pages.flatMap(page => commandsOf(page, textOf(`docs/operations/${page}`)))
  const parts = lines.flatMap(({ page, command }) => partsOf(command).map(part => ({ page, part })))

  it('has only commands that this test runs or that are listed as not runnable here', () => {
    expect(lines.length).toBeGreaterThan(60)
    const unknown = parts.filter(({ part }) => reasonNotToRun(part) === undefined && !runs.test(`${part} `))
    expect(unknown).toEqual([])
    const used = elsewhere.filter(([begins]) => parts.some(({ part }) => begins.test(part)))
    expect(used.length).toBeGreaterThan(6)
  })

  it('names only settings, commands, units and files that exist', () => {
    const settings = textOf('.env.example') + textOf('docs/settings.md') + textOf('docs/operations/traces.md')
    const unknown = pages.flatMap(page =>
      namedSettings(textOf(`docs/operations/${page}`))
        .filter(name => !settings.includes(name))
        .map(name => ({ page, name })),
    )
    expect(unknown).toEqual([])
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    const scriptless = parts.filter(({ part }) => {
      const name = nameOfScript(part)
      return name !== undefined && !(name in scripts) && !existsSync(path.join(root, `server/bin/${name}.ts`))
    })
    expect(scriptless).toEqual([])
    const own = parts.flatMap(({ page, part }) => [
      ...[
        ...part.matchAll(/(?<![\w/.-])(?:\/opt\/startup-street\/)?((?:deploy|docs|scripts|server|tests)\/[\w./-]+)/g),
      ].map(([, file = '']) => ({ page, file })),
      ...[...part.matchAll(/\bdist\/(server\/bin\/[\w-]+)\.js/g)].map(([, file = '']) => ({
        page,
        file: `${file}.ts`,
      })),
      ...(/^(?:systemctl|journalctl)/.test(part)
        ? [...part.matchAll(/\bstartup-street[\w-]*(?=[@\s']|$)/g)].map(([unit]) => ({
            page,
            file: `deploy/systemd/${unit}`,
          }))
        : []),
    ])
    expect(own.length).toBeGreaterThan(8)
    const units = readdirSync(path.join(root, 'deploy/systemd'))
    const isThere = (file: string) =>
      existsSync(path.join(root, file)) ||
      units.some(unit => `deploy/systemd/${unit}`.replace(/@?\.service$/, '') === file)
    expect(own.filter(({ file }) => !isThere(file))).toEqual([])
  })

  const toRun = lines.filter(({ command }) => partsOf(command).every(part => reasonNotToRun(part) === undefined))
  it.each([...new Set(toRun.map(({ page }) => page))])(
    'gives commands that work one after the other: %s',
    async page => {
      const site = await aSite()
      const reader = new Reader(site, textOf(`docs/operations/${page}`))
      try {
        for (const line of toRun.filter(line => line.page === page)) await reader.type(line)
      } finally {
        await reader.end()
      }
    },
    240_000,
  )

  it.runIf(hasPromtool())('contains a Prometheus configuration that Prometheus accepts', () => {
    const place = mkdtempSync(path.join(work, 'prometheus-'))
    writeFileSync(path.join(place, 'prometheus.yaml'), blockIn('yaml', textOf('docs/operations/metrics.md')))
    copyFileSync(path.join(root, 'deploy/prometheus/alerts.yaml'), path.join(place, 'alerts.yaml'))
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'config', 'prometheus.yaml'], {
      cwd: place,
      encoding: 'utf8',
    })
    expect(status, stdout + stderr).toBe(0)
  })

  it('names only faults that exist', () => {
    const listing = execFileSync('npm', ['run', '--silent', 'fault'], { cwd: root, encoding: 'utf8' })
    const known = listing.split('\n').map(line => line.split(' ', 1)[0])
    const named = parts.flatMap(({ part }) => [...part.matchAll(/^npm run fault -- ([\w-]+)/g)].map(([, name]) => name))
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter(name => !known.includes(name))).toEqual([])
  })
})
