import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { builtFrom } from './built-processes.ts'
import { copyPrepared } from './prepared-folder.ts'
import { watched, type Running } from './processes.ts'

const root = path.join(import.meta.dirname, '../../..')
/** Folders of an installed machine, which lie below another folder in a test. */
const places = /(?<![\w.>-])\/(?=(?:opt|etc|mnt|srv|var)\/)/g

export type Installed = {
  /** Returns a text with the folders of an installed machine moved to where they lie in the test. */
  moved: (text: string) => string
  /** Runs lines of a shell as root of the machine would, with `street` among its commands. */
  shell: (lines: string, env?: Record<string, string>) => Running
}

/**
 * Makes what docs/operations/install.md makes, below a folder: the program, the settings, data of a site that has run before
 * and the command `street`.
 */
export async function install(folder: string, settings: Record<string, string>): Promise<Installed> {
  const moved = (text: string) => text.replaceAll(places, `${folder}/`)
  const program = moved('/opt/startup-street')
  for (const place of [
    program,
    ...['/etc/', '/mnt/backups/startup-street', '/srv/', '/var/log', '/var/lib/startup-street', '/var/bin'].map(moved),
  ])
    await mkdir(place, { recursive: true, mode: 0o700 })
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const own = Object.entries(scripts).filter(([name]) => !/^(?:pre|post)/.test(name))
  await writeFile(path.join(program, 'package.json'), JSON.stringify({ scripts: Object.fromEntries(own) }))
  await symlink(path.dirname(path.dirname(path.dirname(builtFrom('server/bin/web.ts')))), path.join(program, 'dist'))
  for (const name of ['deploy', '.env.example'])
    await cp(path.join(root, name), path.join(program, name), { recursive: true })
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
  await writeFile(moved('/etc/startup-street.env'), lines.join(''))
  await copyPrepared(moved('/var/lib/startup-street'))
  const street = moved(await readFile(path.join(root, 'deploy/systemd/street'), 'utf8'))
  await writeExecutable(moved('/var/bin/street'), street.replaceAll('/usr/bin/node', process.execPath))
  await writeExecutable(moved('/var/bin/systemd-run'), systemdRun)
  const shell = (text: string, env: Record<string, string> = {}) =>
    watched(
      spawn('sh', ['-euc', moved(text)], {
        cwd: program,
        // A group of its own, to which a test sends what a terminal would.
        detached: true,
        env: { PATH: `${moved('/var/bin')}:${process.env.PATH}`, HOME: folder, LOG_LEVEL: 'warn', ...env },
      }),
    )
  return { moved, shell }
}

async function writeExecutable(file: string, text: string): Promise<void> {
  await writeFile(file, text)
  await chmod(file, 0o755)
}

/**
 * Stands for systemd-run on a machine without systemd: the environment is that of the arguments, then that of the files, in
 * their order, as systemd.exec(5) says. The user stays.
 */
const systemdRun = `#!${process.execPath}
const { spawnSync } = require('node:child_process')
const { readFileSync } = require('node:fs')
const args = process.argv.slice(2)
const at = args.findIndex(arg => !arg.startsWith('-'))
const values = name => args.slice(0, at).flatMap(arg => (arg.startsWith(name + '=') ? [arg.slice(name.length + 1)] : []))
const named = values('--property').flatMap(property => /^EnvironmentFile=(.*)/.exec(property)?.[1] ?? [])
const files = named.map(file => readFileSync(file, 'utf8'))
const line = /^(\\w+)=(?:"((?:[^"\\\\]|\\\\[^])*)"|(.*))$/gm
const settings = [
  ...values('--setenv').map(one => one.split(/=(.*)/s).slice(0, 2)),
  ...files.flatMap(text => [...text.matchAll(line)].map(([, name, quoted, bare]) => [name, quoted?.replace(/\\\\([\\\\"$\`])/g, '$1') ?? bare.trim()])),
]
if (!values('--uid').includes('startup-street')) throw new Error('not the user of the site')
const env = { PATH: process.env.PATH, ...Object.fromEntries(settings) }
const { status } = spawnSync(args[at], args.slice(at + 1), { env, cwd: values('--working-directory')[0], stdio: 'inherit' })
process.exitCode = status ?? 1
`
