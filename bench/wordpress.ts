import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import autocannon from 'autocannon'
import { line } from './lines.ts'
import { processorMs, startBare } from './processes.ts'

/** What Debian's packages `wordpress`, `wordpress-theme-twentytwentyfive`, `php-mysql`, `php-cli` and `mariadb-server` install. */
const installed = '/usr/share/wordpress'
const server = '/usr/sbin/mariadbd'
const needed = [
  `${installed}/wp-content/themes/twentytwentyfive`,
  '/usr/bin/php',
  server,
  '/usr/bin/mariadb-install-db',
]
/** Articles on the front page, as many as cards on a page of results. */
const articles = 24
/** Requests until a program runs at full speed, and those that are measured: processor time is counted in steps of 10 ms. */
const ofWordPress = { untilWarm: 200, counted: 300 }
const ofBare = { untilWarm: 4_000, counted: 6_000 }
const startLimitMs = 60_000

export const isWordPressHere = (): boolean => needed.every(file => existsSync(file))

/**
 * Measures how many front pages WordPress makes in the processor time in which bare Express sends the same bytes, and prints
 * the ratio. PHP keeps its compiled code; the database's time counts too.
 */
export async function benchWordPress(port: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-wordpress-'))
  const url = `http://127.0.0.1:${port}`
  const children: ChildProcess[] = []
  try {
    children.push(await startDatabase(folder))
    children.push(await startWordPress(folder, port))
    const file = path.join(folder, 'page.html')
    writeFileSync(file, await fetch(url).then(response => response.text()))
    const bare = await startBare(file, port + 1)
    const bareMs = await costOf({ url: bare.url, path: '/page', pids: [bare.pid] }, ofBare)
    await bare.stop()
    const pids = children.map(({ pid }) => pid ?? 0)
    const pageMs = await costOf({ url, path: '/', pids }, ofWordPress)
    console.log(`\nWordPress with ${articles} articles on its front page`)
    line('  processor time a request, its and bare', `${pageMs.toFixed(3)} ms`, `${bareMs.toFixed(3)} ms`)
    line('  as many for the same processor time', `${(bareMs / pageMs).toFixed(3)}×`)
  } finally {
    await Promise.all(children.map(stop))
    rmSync(folder, { recursive: true, force: true })
  }
}

type Measured = { url: string; path: string; pids: readonly number[] }

/** Returns the processor time of a request in milliseconds, over all these processes. */
async function costOf({ url, path: page, pids }: Measured, { untilWarm, counted }: typeof ofBare): Promise<number> {
  const asked = { url, connections: 1, requests: [{ path: page }] }
  const cpuMs = () => pids.reduce((sum, pid) => sum + processorMs(pid), 0)
  await autocannon({ ...asked, amount: untilWarm })
  const before = cpuMs()
  const { non2xx, errors } = await autocannon({ ...asked, amount: counted })
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed at ${url}`)
  return (cpuMs() - before) / counted
}

/** Asks until something is there; throws when its process ends or a minute passes. */
async function untilThere(name: string, child: ChildProcess, isThere: () => Promise<boolean>): Promise<ChildProcess> {
  const deadline = Date.now() + startLimitMs
  while (!(await isThere())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop(child)
      throw new Error(`${name} did not start`)
    }
    await wait(200)
  }
  return child
}

const run = promisify(execFile)

const socketIn = (folder: string) => path.join(folder, 'database.sock')

async function startDatabase(folder: string): Promise<ChildProcess> {
  const data = path.join(folder, 'database')
  mkdirSync(data)
  const rootsToo = process.getuid?.() === 0 ? ['--user=root'] : []
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...rootsToo],
    { stdio: 'ignore' },
  )
  const options = ['--no-defaults', `--datadir=${data}`, `--socket=${socketIn(folder)}`, '--skip-networking']
  const child = spawn(server, [...options, ...rootsToo], { stdio: 'ignore' })
  const connecting = ['--no-defaults', `--socket=${socketIn(folder)}`, '--user=root']
  return untilThere('MariaDB', child, () =>
    run('mariadb', [...connecting, '--execute=CREATE DATABASE IF NOT EXISTS wordpress']).then(
      () => true,
      () => false,
    ),
  )
}

async function startWordPress(folder: string, port: number): Promise<ChildProcess> {
  const site = path.join(folder, 'site')
  const isOurs = (file: string) => path.basename(file) !== 'wp-config.php'
  cpSync(installed, site, { recursive: true, dereference: true, filter: isOurs })
  const settings = {
    DB_NAME: 'wordpress',
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: `localhost:${socketIn(folder)}`,
    WP_HOME: `http://127.0.0.1:${port}`,
    WP_SITEURL: `http://127.0.0.1:${port}`,
    DISABLE_WP_CRON: true,
    WP_HTTP_BLOCK_EXTERNAL: true,
  }
  const defined = Object.entries(settings).map(([name, value]) => `define('${name}', ${JSON.stringify(value)});`)
  writeFileSync(
    path.join(site, 'wp-config.php'),
    [
      '<?php',
      ...defined,
      "$table_prefix = 'wp_';",
      "defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');",
      "require_once ABSPATH . 'wp-settings.php';",
    ].join('\n'),
  )
  const filling = path.join(folder, 'fill.php')
  writeFileSync(
    filling,
    `<?php
define('WP_INSTALLING', true);
function wp_mail() { return true; }
require '${site}/wp-load.php';
require '${site}/wp-admin/includes/upgrade.php';
wp_install('Street', 'admin', 'admin@street.test', true, '', 'not a secret');
for ($number = 1; $number <= ${articles}; $number++)
  wp_insert_post(['post_title' => "Unit $number", 'post_status' => 'publish',
    'post_content' => str_repeat("A room on the ground floor with a window to the street. ", 8)]);
update_option('posts_per_page', ${articles});
`,
  )
  execFileSync('php', [filling], { stdio: ['ignore', 'ignore', 'inherit'] })
  const child = spawn('php', ['-d', 'opcache.enable_cli=1', '-S', `127.0.0.1:${port}`, '-t', site], { stdio: 'ignore' })
  return untilThere('WordPress', child, () =>
    fetch(`http://127.0.0.1:${port}`).then(
      async response => response.ok && (await response.text()).includes(`Unit ${articles}`),
      () => false,
    ),
  )
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
