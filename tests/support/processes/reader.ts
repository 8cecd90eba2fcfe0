import { readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { createMailTransport } from '#outside/mail/mail-transport.ts'
import { keyIdOf } from '#outside/sealing/sealing.ts'
import { testKey, withSealing } from '../sealed.ts'
import { settingBlocks, type Line } from './handbook.ts'
import type { Installed } from './installed.ts'
import { freePort, run, statusOf, until, type Running } from './processes.ts'

const port = await freePort()
/** Settings of the site that the reader runs. */
export const siteSettings = {
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  PORT: String(port),
  HOST: '127.0.0.1',
  SESSION_SECRET: 'a secret for tests that is long enough',
  DOCUMENT_KEYS: testKey,
  BACKUP_KEY: 'a-key-of-back-ups-that-is-long-enough',
}

/** Runs lines of a shell to their end and returns what they print. */
export async function said(site: Installed, lines: string, env: Record<string, string> = {}): Promise<string> {
  const { exited, output } = site.shell(lines, env)
  const { code } = await exited
  expect(code, `${lines}\n${output()}`).toBe(0)
  return output()
}

/** The command that leaves a site running until it is stopped. */
const starts = /^street web\b/
/** What a step above a command sets in the settings file. */
const setAbove: {
  page: string
  section: string
  command: RegExp
  settings: (reader: Reader) => Promise<Record<string, string>>
}[] = [
  {
    page: 'keys.md',
    section: 'Upgrading from a version that did not seal',
    command: /seal open/,
    settings: () => Promise.resolve({ SEALING: 'off' }),
  },
  ...[
    { section: 'Move', command: /restore|verify-data/ },
    { section: 'The way back', command: /street backup/ },
  ].map(step => ({
    ...step,
    page: 'moving-to-a-server.md',
    settings: async (reader: Reader) => ({ MONGODB_URI: await reader.server('street') }),
  })),
]

/** One reader who types the commands of a page in their order. */
export class Reader {
  #exported: { section: string; env: Record<string, string> } = { section: '', env: {} }
  #backups: string[] = []
  #server: { running: Running; uri: string } | undefined

  readonly #site: Installed
  readonly #text: string

  constructor(site: Installed, text: string) {
    this.#site = site
    this.#text = text
  }

  /** Runs a command and checks what it says; what it exports counts until the end of its section. */
  async type({ page, section, command }: Line): Promise<void> {
    const exported = this.#exported.section === section ? this.#exported.env : {}
    const [, name, value] = /^export (\w+)=(\S+)$/.exec(command) ?? []
    if (name && value) {
      this.#exported = { section, env: { ...exported, [name]: this.#site.moved(value) } }
      return
    }
    const { settings } =
      setAbove.find(step => step.page === page && step.section === section && step.command.test(command)) ?? {}
    const line = await this.#filledIn(command)
    const inCheckout = {
      ENV_FILE: this.#site.moved('/etc/startup-street.env'),
      DATA_DIR: this.#site.moved('/var/lib/startup-street'),
    }
    const env = { ...(line.startsWith('npm run') ? inCheckout : {}), ...exported, ...(await settings?.(this)) }
    if (starts.test(line)) await this.#startAndStop(line, env)
    else this.#check(line, await said(this.#site, line, env))
    const [, drill] = /^install -d .*(\/var\/tmp\/\S+)$/.exec(command) ?? []
    if (drill) await this.#writeSettings(`${drill}/settings`)
  }

  /** Puts what a reader would know in place of what the page leaves open. */
  async #filledIn(command: string): Promise<string> {
    const backup = this.#backupOf(command)
    const [uri = '', database = ''] =
      /mongodb:\/\/user:password@one,two,three\/(\w+)\?replicaSet=rs0/.exec(command) ?? []
    return command
      .replace('-o startup-street ', '')
      .replace('1a2b3c4d', keyIdOf(testKey))
      .replace(/(?<=seal (?:-- )?read )<.*>/, /seal .*read/.test(command) ? await this.#letter() : '')
      .replace(/<(?:the newest back-up|file[^>]*)>/, backup)
      .replace(uri, uri && (await this.server(database)))
  }

  /** Returns the file of a back-up that a command makes, or else of the last one that was made. */
  #backupOf(command: string): string {
    const [, file] = /^(?:street|npm run) backup (?:-- )?(\S+)/.exec(command) ?? []
    if (file) this.#backups.push(file.startsWith('/') ? file : `/mnt/backups/by-hand-${this.#backups.length}.backup`)
    return this.#backups.at(-1) ?? ''
  }

  #check(line: string, output: string): void {
    if (line.endsWith('verify-data')) expect(output).toContain(' 0 of them broken.')
    if (/verify-backup/.test(line)) expect(output).toContain('is whole and unchanged')
    if (/restore/.test(line)) expect(output).toMatch(/ with [1-9]\d* documents is there/)
    if (/seal open/.test(line)) expect(output).not.toMatch(/ sealed with /)
    if (/ rand /.test(line)) expect(output.trim().length).toBeGreaterThan(31)
  }

  /** The letter of somebody whose office has no mail server. */
  async #letter(): Promise<string> {
    const folder = this.#site.moved('/var/lib/startup-street/mail')
    const transport = createMailTransport({ smtpUrl: undefined, from: 'street@city.example', folder, sealed: true })
    const letter = {
      to: 'you@city.example',
      subject: 'News',
      text: 'News.',
      html: '<p>News.</p>',
      id: 'a-letter',
      sender: { name: '', address: '' },
    }
    await withSealing({ on: true, secrets: [testKey] }, () => transport.send(letter))
    return path.join(folder, readdirSync(folder)[0] ?? '')
  }

  async #writeSettings(file: string): Promise<void> {
    const { SESSION_SECRET, DOCUMENT_KEYS, BACKUP_KEY } = siteSettings
    const secrets = Object.entries({ SESSION_SECRET, DOCUMENT_KEYS, BACKUP_KEY }).map(
      ([name, value]) => `${name}=${value}`,
    )
    const own = settingBlocks(this.#text).map(line => this.#site.moved(line).replace('3999', String(port)))
    expect(own.length).toBeGreaterThan(4)
    await writeFile(this.#site.moved(file), [...secrets, ...own].join('\n'))
  }

  async #startAndStop(line: string, env: Record<string, string>): Promise<void> {
    const { process: shell, exited, output } = this.#site.shell(line, env)
    try {
      await until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200, output, 60_000)
    } finally {
      process.kill(-(shell.pid ?? 0), 'SIGINT')
      await exited
    }
    await until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 0, output)
  }

  /** The address of a database of the server, which is started when the page first names it. */
  async server(database: string): Promise<string> {
    if (!this.#server) {
      const running = run('tests/support/processes/database-server.ts', { args: [this.#site.moved('/srv/server')] })
      await until(() => running.output().includes('at '), running.output)
      this.#server = { running, uri: /at (\S+)/.exec(running.output())?.[1] ?? '' }
    }
    return this.#server.uri.replace('/startup-street?', `/${database}?`)
  }

  async end(): Promise<void> {
    this.#server?.running.process.kill('SIGTERM')
    await this.#server?.running.exited
  }
}
