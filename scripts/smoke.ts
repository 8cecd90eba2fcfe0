import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { demonstrationPassword as password } from '#features/accounts/demonstration.ts'
import { freePort, statusOf, until } from '#tests/support/processes/processes.ts'

/**
 * Starts the built site with each supported Node and as it is installed for production, requests a page of each kind, and
 * stops it. This shows what was built for one Node only (database engine, passwords, pictures) and what a production
 * install lacks. `npm run smoke` installs Node 22, 24 and 26 from npm into a temporary folder that it keeps; `npm run smoke
 * -- 22 /usr/bin/node …` uses the given ones, and installs nothing for production.
 */
const versions = ['22', '24', '26']
const patienceMs = 60_000

/** Requested paths, with the media type and a part of the response. */
const asked: [path: string, type: string, part: string][] = [
  ['/healthz', 'text/plain', 'ok'],
  ['/ru', 'text/html', '</html>'],
  ['/en/premises?q=shop', 'text/html', '</html>'],
  ['/zh/plan', 'text/html', '</svg>'],
  ['/en/glossary', 'text/html', '</html>'],
  ['/api/v1/premises?limit=2', 'application/json', '"items"'],
  ['/en/premises.atom', 'application/atom+xml', '</feed>'],
  ['/en/premises.csv', 'text/csv', 'SFH-'],
]

type Command = [program: string, args: string[]]
const production = {
  NODE_ENV: 'production',
  SESSION_SECRET: 'only for the smoke test of an install',
  DOCUMENT_KEYS: 'only-for-the-smoke-test-of-an-install',
}

const named = process.argv.slice(2)
const nodes = fromNpm(named.length > 0 ? named : versions)
const wrong: string[] = []
for (const node of nodes) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  // With the options of a real start: another version may know one of them no more.
  const command: Command = ['deploy/node', ['dist/server/bin/web.js']]
  const PATH = [path.dirname(node), process.env.PATH].join(path.delimiter)
  wrong.push(...(await smoke(version, command, { NODE_ENV: 'test', PATH })))
}
if (named.length === 0) wrong.push(...(await smokeInstalls()))
for (const one of wrong) console.error(one)
if (wrong.length > 0) process.exitCode = 1

/**
 * Returns the paths of the Node programs. A version is installed from npm into its own folder; anything else is a path
 * already.
 */
function fromNpm(asked: readonly string[]): string[] {
  return asked.map(one => {
    if (!/^\d+$/.test(one)) return one
    const folder = path.join(tmpdir(), 'startup-street-nodes', one)
    const name = `node-${process.platform}-${process.arch}`
    const node = path.join(folder, 'node_modules', name, 'bin/node')
    if (!existsSync(node)) {
      const quiet = ['--no-audit', '--no-fund', '--loglevel', 'error']
      execFileSync('npm', ['install', ...quiet, '--prefix', folder, `${name}@${one}`], { stdio: 'inherit' })
    }
    return node
  })
}

/** The ways in which a site is usually installed for production, as commands in a plain checkout. */
function waysToInstall() {
  const npm = (...args: string[]) => ['npm', ...args, '--no-audit', '--no-fund', '--loglevel', 'error']
  return [
    { name: 'npm ci --omit=dev, with a build carried in', commands: [npm('ci', '--omit=dev')], carried: ['dist'] },
    {
      name: 'npm ci, npm run build, npm prune --omit=dev, as a platform with a Procfile does',
      commands: [npm('ci'), npm('run', 'build'), npm('prune', '--omit=dev')],
      carried: [],
    },
  ]
}

/** Copies the files that git knows, and what else is carried in. */
function copyCheckout(to: string, carried: readonly string[]): void {
  const known = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0')
  for (const file of [...known.filter(existsSync), ...carried]) {
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true })
    cpSync(file, path.join(to, file), { recursive: true })
  }
}

/** Installs the site in each way in a folder of its own, and runs what the Procfile calls `web` there. */
async function smokeInstalls(): Promise<string[]> {
  const web = /^web: (.*)$/m.exec(readFileSync('Procfile', 'utf8'))?.[1] ?? ''
  const wrong: string[] = []
  for (const { name, commands, carried } of waysToInstall()) {
    const checkout = mkdtempSync(path.join(tmpdir(), 'startup-street-install-'))
    try {
      copyCheckout(checkout, carried)
      for (const [program = '', ...args] of commands) execFileSync(program, args, { cwd: checkout, stdio: 'inherit' })
      wrong.push(...(await smoke(name, ['sh', ['-c', web]], production, checkout)))
    } finally {
      rmSync(checkout, { recursive: true, force: true })
    }
  }
  return wrong
}

/** Runs the site with a command and returns what is wrong, in words. */
async function smoke(
  name: string,
  [program, args]: Command,
  settings: Record<string, string>,
  checkout = '.',
): Promise<string[]> {
  const began = performance.now()
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-smoke-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const site = spawn(program, args, {
    cwd: checkout,
    env: {
      PATH: process.env.PATH,
      ENV_FILE: 'off',
      DEMO: 'on',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      DATA_DIR: folder,
      ...settings,
    },
  })
  const said: string[] = []
  for (const stream of [site.stdout, site.stderr]) stream.on('data', chunk => said.push(String(chunk)))
  try {
    const isReady = async () => site.exitCode !== null || (await statusOf(`${url}/readyz`)) === 200
    await until(isReady, () => 'the site to be ready', patienceMs)
    const wrong = [...(await Promise.all(asked.map(one => ask(url, one)))), await signIn(url), await ended(site)]
    const found = wrong.filter(one => one !== null)
    console.log(
      `${name}: ${found.length === 0 ? 'well' : 'NOT WELL'}, ${Math.round((performance.now() - began) / 1_000)} s`,
    )
    return found.map(one => `${name}: ${one}\n${said.join('')}`)
  } catch (error) {
    return [`${name}: ${String(error)}\n${said.join('')}`]
  } finally {
    site.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ask(url: string, [at, type, part]: (typeof asked)[number]): Promise<string | null> {
  const answer = await fetch(url + at)
  const text = await answer.text()
  const isRight = answer.status === 200 && answer.headers.get('content-type')?.startsWith(type) && text.includes(part)
  return isRight ? null : `${at} answered ${answer.status} ${answer.headers.get('content-type') ?? ''}`
}

/**
 * Signs in as a demonstration person, and requests a staff page and the picture of a unit: passwords, sessions, pictures.
 */
async function signIn(url: string): Promise<string | null> {
  const body = new URLSearchParams({ email: 'reviewer@demo.startup-street.example', password })
  const headers = { 'sec-fetch-site': 'same-origin' }
  const answer = await fetch(`${url}/zh/sign-in`, { method: 'POST', body, headers, redirect: 'manual' })
  const cookie = answer.headers.getSetCookie().map(one => one.split(';')[0])
  const desk = await fetch(`${url}/zh/staff`, { headers: { cookie: cookie.join('; ') }, redirect: 'manual' })
  const picture = await fetch(`${url}/og/premises/SFH-A-0101/en.png`)
  const bytes = Buffer.from(await picture.arrayBuffer())
  if (answer.status !== 303 || desk.status !== 200) return `signing in: ${answer.status}, then the desk: ${desk.status}`
  return bytes.subarray(1, 4).toString() === 'PNG' ? null : `the picture of a unit: ${picture.status}`
}

async function ended(site: ChildProcess): Promise<string | null> {
  site.kill('SIGINT')
  const [code] = (await once(site, 'exit')) as [number | null]
  return code === 0 ? null : `ended with ${String(code)}`
}
