import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { startSite, stopSite, type Site } from './site-process.ts'

/** `calendar` is the calendar entry of the mail, unfolded; empty in most. */
type Mail = { to: string; subject: string; text: string; calendar: string }

type Options = {
  env?: Record<string, string>
  /** Lets the site make the guide to download soon after its start, which takes two seconds of processor time. */
  guide?: boolean
}

/**
 * The site of the whole run, with the demonstration street, for files that read it, or whose writes no other file's checks
 * can see. Files use it at the same time and in any order. People who sign up there have addresses that no other file uses,
 * and together they stay below the hourly limit of sign-ups from one network address.
 */
export const useSharedSite = () => siteAt(() => inject('sharedSite'))

/** Runs a site for this file alone, with the demonstration street: for files that change what others look at. */
export function useRunningSite({ env = {}, guide = false }: Options = {}) {
  const state: { folder?: string; site?: Site } = {}

  beforeAll(async () => {
    const { withGuide, withoutGuide, compiled } = inject('demonstration')
    state.folder = await mkdtemp(path.join(tmpdir(), 'startup-street-browser-'))
    state.site = await startSite({ database: guide ? withGuide : withoutGuide, compiled, folder: state.folder, env })
  })
  afterAll(async () => {
    if (state.site) await stopSite(state.site)
    if (state.folder) await rm(state.folder, { recursive: true, force: true })
  })

  return siteAt(() => state.site ?? { url: '', folder: '' })
}

const siteAt = (place: () => Pick<Site, 'url' | 'folder'>) => ({
  get url() {
    return place().url
  },
  /** Returns the newest mail to an address whose text matches; waits for the worker. */
  mailTo: (address: string, about: RegExp) => waitForMail(path.join(place().folder, 'mail'), address, about),
})

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
