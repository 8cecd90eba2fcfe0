import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { projectRoot } from '#outside/project-root.ts'
import { buildImage, inside } from '../support/processes/dockerfile.ts'
import { freePort, statusOf, until, watched } from '../support/processes/processes.ts'

const textOf = (file: string) => readFileSync(path.join(projectRoot, file), 'utf8')
/** What must not get into an image. */
const ofTheDeveloper = ['.env', 'data/db/WiredTiger', 'dist/assets.json', 'node_modules/old/package.json', 'site.log']

describe('the container images and services', () => {
  const work = mkdtempSync(path.join(tmpdir(), 'startup-street-containers-'))
  const checkout = path.join(work, 'checkout')
  let image: ReturnType<typeof buildImage>

  beforeAll(() => {
    const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: projectRoot,
      encoding: 'utf8',
    })
    for (const file of tracked.trim().split('\n')) cpSync(path.join(projectRoot, file), path.join(checkout, file))
    for (const file of ofTheDeveloper) {
      mkdirSync(path.dirname(path.join(checkout, file)), { recursive: true })
      writeFileSync(path.join(checkout, file), 'of the developer')
    }
    image = buildImage(checkout, path.join(work, 'from-checkout'))
  }, 400_000)
  afterAll(() => rmSync(work, { recursive: true, force: true }), 60_000)

  const filesOf = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()

  it('are built from a checkout without the git history and the developer’s own files', () => {
    const files = filesOf(path.join(image.root, 'app'))
    expect(files).toContain('dist/server/bin/web.js')
    for (const file of ofTheDeveloper) {
      const at = path.join(image.root, 'app', file)
      if (files.includes(file)) expect(readFileSync(at, 'utf8'), file).not.toBe('of the developer')
    }
    expect(files.filter(file => /^(?:\.env|data|tests|bench)$/.test(file))).toEqual([])
  })

  it('are built in the same way from a release, which is only copied', () => {
    const release = path.join(image.root, 'app')
    const again = buildImage(release, path.join(work, 'from-release'))
    expect(filesOf(path.join(again.root, 'app'))).toEqual(filesOf(release))
  }, 60_000)

  it('start the site and report it as healthy', async () => {
    const port = await freePort()
    const [program = '', ...rest] = [...image.entrypoint, ...image.command]
    const env = {
      PATH: process.env.PATH,
      ...image.env,
      DATA_DIR: inside(image, image.env.DATA_DIR ?? ''),
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      SESSION_SECRET: 's'.repeat(32),
      DOCUMENT_KEYS: 'k'.repeat(32),
    }
    const site = watched(spawn(inside(image, program), rest, { cwd: inside(image, image.folder), env }))
    const [node = '', ...asked] = image.healthcheck.map(part => part.replace(':3000', `:${port}`))
    try {
      expect(spawnSync(node, asked, { stdio: 'ignore' }).status).toBe(1)
      await until(
        async () => {
          expect(site.process.exitCode, site.output()).toBeNull()
          return (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200
        },
        site.output,
        60_000,
      )
      expect(spawnSync(node, asked, { stdio: 'ignore' }).status).toBe(0)
      expect(image.user).toBe('node')
      site.process.kill('SIGTERM')
      expect(await site.exited).toEqual({ code: 0, signal: null })
    } finally {
      site.process.kill('SIGKILL')
      await site.exited
    }
  }, 90_000)

  it('run the program read-only, start files that the image contains, and use only documented settings', () => {
    const files = filesOf(path.join(image.root, 'app'))
    const own = Object.values(services).filter(service => service.image === 'startup-street')
    expect(own.length).toBe(2)
    expect(own.filter(({ read_only }) => !read_only)).toEqual([])
    for (const file of own.flatMap(({ command }) => command ?? [])) expect(files).toContain(file)
    const inExample = [...textOf('deploy/docker/settings.example').matchAll(/^(\w+)=/gm)].map(([, name = '']) => name)
    expect(inExample).toContain('BACKUP_TO')
    const settings = textOf('docs/settings.md')
    for (const setting of [...own.flatMap(({ environment = {} }) => Object.keys(environment)), ...inExample])
      expect(settings).toContain(`\`${setting}\``)
  })

  it('pin a version and define a health check for every third-party image', () => {
    const others = Object.values(services).filter(service => service.image !== 'startup-street')
    expect(others.length).toBe(3)
    for (const { image: name, healthcheck } of others) {
      expect(name).toMatch(/:\d/)
      expect(healthcheck, name).toBeDefined()
    }
  })

  it('mount only shipped files, volumes, and host folders outside the checkout', () => {
    const mounts = Object.values(services).flatMap(({ volumes: all = [] }) =>
      all.map(mount => mount.split(/:(?=\/)/)[0]!),
    )
    const shipped = mounts.filter(mount => mount.startsWith('.'))
    expect(shipped.length).toBe(2)
    for (const file of shipped) textOf(path.join('deploy/docker', file))
    const others = mounts.filter(mount => !shipped.includes(mount) && !(mount in volumes))
    expect(new Set(others.map(folder => path.dirname(folder)))).toEqual(new Set(['${STREET:-/srv/startup-street}']))
  })
})

const { services, volumes } = parse(textOf('deploy/docker/compose.yaml'), { merge: true }) as Compose
type Compose = {
  volumes: Record<string, unknown>
  services: Record<
    string,
    {
      image: string
      command?: string[]
      environment?: Record<string, string>
      healthcheck?: object
      read_only?: boolean
      volumes?: string[]
    }
  >
}
