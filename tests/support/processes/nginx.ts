import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { freePort, until } from './processes.ts'

const shipped = 'deploy/nginx/startup-street.conf'

/**
 * Checks whether nginx is installed. CI installs it (.ci/run), so its absence fails there; elsewhere its tests are skipped
 * with a message.
 */
export function hasNginx(): boolean {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    if (process.env.CI === 'true') throw new Error('nginx is missing: apt-get install nginx-light (see .ci/run)')
    process.stderr.write('nginx is not installed (apt-get install nginx-light): its tests are SKIPPED\n')
    return false
  }
}

/**
 * Starts a real nginx with the shipped configuration, in its own folder and on its own ports, in front of the site at
 * `sitePort`. `change` may modify the configuration. Returns its HTTPS origin; `stop` ends it.
 */
export async function testNginx(sitePort: number, change: (settings: string) => string = same => same) {
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-nginx-'))
  const http = await freePort()
  const https = await freePort()
  const certificates = path.join(folder, 'tls')
  selfSigned(certificates)
  mkdirSync(path.join(folder, 'temp'))
  const challenges = path.join(folder, 'challenges')
  const site = replaced(readFileSync(shipped, 'utf8'), [
    ['/var/cache/nginx/startup-street', path.join(folder, 'cache')],
    ['127.0.0.1:3000', `127.0.0.1:${sitePort}`],
    ['listen 80;', `listen 127.0.0.1:${http};`],
    ['listen [::]:80;', hasIpv6() ? `listen [::1]:${http};` : ''],
    ['listen 443 ssl;', `listen 127.0.0.1:${https} ssl;`],
    ['listen [::]:443 ssl;', hasIpv6() ? `listen [::1]:${https} ssl;` : ''],
    ['/var/www/startup-street', challenges],
    ['/etc/ssl/startup-street/', `${certificates}/`],
  ])
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    path.join(folder, 'nginx.conf'),
    [
      // As on a machine: a master that can load its configuration again, and one worker, here of the same user.
      `daemon off; worker_processes 1; ${process.getuid?.() === 0 ? `user ${userInfo().username};` : ''}`,
      `pid ${folder}/nginx.pid; error_log ${folder}/error.log;`,
      'events {}',
      `http { access_log off; ${temporary.map(one => `${one}_temp_path ${folder}/temp/${one};`).join(' ')}`,
      change(site),
      '}',
    ].join('\n'),
  )
  const nginx = spawn('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', `${folder}/error.log`], { stdio: 'ignore' })
  await until(
    () => isListening(https),
    () => readFileSync(`${folder}/error.log`, 'utf8'),
  )
  return {
    port: https,
    origin: `https://127.0.0.1:${https}`,
    /** The addresses of the same ports over HTTP and, where this machine speaks it, IPv6. */
    plain: [`http://127.0.0.1:${http}`, ...(hasIpv6() ? [`http://[::1]:${http}`] : [])],
    /** The folder in which certbot leaves its proofs. */
    challenges,
    /** The folder from which nginx reads its certificate when it starts or reloads. */
    certificates,
    reload: `nginx -p ${folder} -c nginx.conf -e ${folder}/error.log -s reload`,
    async stop() {
      await ended(nginx)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const hasIpv6 = (): boolean =>
  Object.values(networkInterfaces()).some(all => all?.some(({ address }) => address === '::1'))

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null) return
  daemon.kill('SIGTERM')
  await once(daemon, 'exit')
}

/** Replaces parts of the shipped file; throws when a part is not there. */
function replaced(text: string, changes: [from: string, to: string][]): string {
  return changes.reduce((now, [from, to]) => {
    if (!now.includes(from)) throw new Error(`${shipped} has no ${from}`)
    return now.replaceAll(from, to)
  }, text)
}

/** Makes a folder with a certificate and its key, named as certbot names them. */
export function selfSigned(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const names = ['-keyout', `${folder}/privkey.pem`, '-out', `${folder}/fullchain.pem`, '-subj', '/CN=street.test']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...kind, ...names], { stdio: 'ignore' })
}

const isListening = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const line = connect(port, '127.0.0.1')
    line.on('error', () => resolve(false))
    line.on('connect', () => {
      line.destroy()
      resolve(true)
    })
  })
