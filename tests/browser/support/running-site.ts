import { spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { freePort } from '#tests/support/processes/processes.ts'
import { testKey } from '#tests/support/sealed.ts'

/** `calendar` is the calendar entry of the mail, unfolded; empty in most. */
type Mail = { to: string; subject: string; text: string; calendar: string }

/** Runs the built site as its own process, with the demonstration street, in a temporary folder. */
export function useRunningSite({ env = {} }: { env?: Record<string, string> } = {}) {
  const state: { url: string; folder: string; process?: ChildProcess } = { url: '', folder: '' }

  beforeAll(async () => {
    const port = await freePort()
    state.url = `http://127.0.0.1:${port}`
    state.folder = await mkdtemp(path.join(tmpdir(), 'startup-street-browser-'))
    const template = inject('demonstration')
    if (template) await cp(template, `${state.folder}/db`, { recursive: true })
    state.process = await start(port, { ...state, env })
  })
  afterAll(async () => {
    await stop(state.process)
    await rm(state.folder, { recursive: true, force: true })
  })

  return {
    get url() {
      return state.url
    },
    /** Returns the newest mail to an address whose text matches; waits for the worker. */
    mailTo: (address: string, about: RegExp) => waitForMail(path.join(state.folder, 'mail'), address, about),
  }
}

type Place = { url: string; folder: string; env: Record<string, string> }

async function start(port: number, { url, folder, env }: Place): Promise<ChildProcess> {
  const site = spawn(process.execPath, ['--enable-source-maps', 'dist/server/bin/web.js'], {
    env: {
      PATH: process.env.PATH,
      ENV_FILE: 'off',
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      DATA_DIR: folder,
      DOCUMENT_KEYS: testKey,
      MONGODB_URI: `mongodb_embedded://${folder}/db`,
      NODE_ENV: 'test',
      DEMO: 'on',
      LOG_LEVEL: 'error',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const deadline = Date.now() + 40_000
  while (Date.now() < deadline && site.exitCode === null) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return site
    await pause(100)
  }
  throw new Error(`the site did not start at ${url}`)
}

async function stop(site: ChildProcess | undefined): Promise<void> {
  if (!site || site.exitCode !== null) return
  const ended = new Promise(resolve => site.once('exit', resolve))
  site.kill('SIGINT')
  await ended
}

async function waitForMail(folder: string, address: string, about: RegExp): Promise<Mail> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    const found = (await mailsIn(folder)).find(
      mail => mail.to.includes(address) && about.test(`${mail.subject}\n${mail.text}\n${mail.calendar}`),
    )
    if (found) return found
    await pause(200)
  }
  throw new Error(`no mail to ${address} about ${String(about)}`)
}

async function mailsIn(folder: string): Promise<Mail[]> {
  const names = await readdir(folder).catch(() => [])
  const sources = await Promise.all(
    names.filter(name => name.endsWith('.eml')).map(name => readFile(path.join(folder, name), 'utf8')),
  )
  return sources.map(readMail)
}

/** Parses our own mails: the headers and decoded parts that are needed here. */
function readMail(source: string): Mail {
  const header = (name: string) => new RegExp(`^${name}: (.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(source)?.[1] ?? ''
  const part = (type: string) => {
    const [, head = '', body = ''] =
      new RegExp(`Content-Type: ${type}([^]*?)\\r?\\n\\r?\\n([^]*?)\\r?\\n--`, 'i').exec(source) ?? []
    return decode(body, /Content-Transfer-Encoding: (\S+)/i.exec(head)?.[1]?.toLowerCase() ?? '7bit')
  }
  const calendar = part('text/calendar').replace(/\r?\n[ \t]/g, '')
  return { to: header('To'), subject: header('Subject'), text: part('text/plain'), calendar }
}

function decode(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return text
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
