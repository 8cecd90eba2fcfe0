import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { trusted } from 'mongoose'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { MailModel } from '#models/mail.ts'
import { SavedModel } from '#models/saved/saved.ts'
import { aColleague, anApplicant } from '#tests/factories/account.ts'
import { aDraft } from '#tests/factories/applications.ts'
import { aPremises } from '#tests/factories/premises.ts'
import type { Chance } from '../crash/chance.ts'
import { aPdf } from '../upload-site.ts'
import { hastenLetters } from './letters-of-killed-senders.ts'
import { until } from './processes.ts'
import { traveller, type Answer, type Traveller } from './travellers.ts'

const visitors = 4
const colleagues = 2
const premisesOfEach = 15
/** Fewer files than a case may have. */
const filesOfDraft = 8

type Where = { url: string }
type Saved = { account: string; code: string }
type Uploaded = { application: string; sha256: string }

/** What people were told by the site. */
export type Said = {
  /** Prefix of their addresses. */
  name: string
  /** Addresses of the senders of enquiries, one enquiry each. */
  asked: string[]
  saved: Saved[]
  uploaded: Uploaded[]
  /** Codes of units, once for each move. */
  moved: string[]
  /** Number of requests that were cut off, with unknown result. */
  unanswered: number
  /** Number of requests to which the site answered that it is not available. */
  unavailable: number
  /** Responses that nobody should get, in words. */
  wrong: string[]
  longestMs: number
  /** The request that took longest. */
  slowest: string
  /** Time of the last acknowledged act, in milliseconds of `performance.now()`. */
  lastAt: number
}

type Options = {
  /** Chooses the process that gets the next request. */
  any: () => Where
  chance: Chance
  /** Whether the site may answer that it is not available. */
  mayBeAway?: boolean
  /** Whether applicants also send files. */
  uploads?: boolean
  /** Prefix of the addresses of the people who send enquiries. */
  name?: string
  /** Longest pause between two acts of a person, in milliseconds. */
  restMs?: number
}
type Member = { id: string; browser: Traveller }
type Working = Options & { said: Said }

/**
 * Lets visitors send enquiries, applicants save units and send files, and colleagues pause units, until they are stopped.
 * The caller has opened the database. Returns what they were told and a function that stops them.
 */
export async function peopleAtWork(options: Options): Promise<{ said: Said; stop: () => Promise<void> }> {
  const { any, chance, uploads = false, restMs = 60 } = options
  const said: Said = {
    name: options.name ?? 'asker',
    asked: [],
    saved: [],
    uploaded: [],
    moved: [],
    wrong: [],
    unanswered: 0,
    unavailable: 0,
    longestMs: 0,
    slowest: '',
    lastAt: 0,
  }
  const working = { ...options, said }
  const codes: string[] = []
  while (codes.length < colleagues * premisesOfEach) codes.push((await aPremises()).code)
  const people = await peopleOf(any)
  await knownEverywhere(any, codes.at(-1) ?? '')
  let over = false
  const keepAt = async (turn: () => Promise<void>) => {
    while (!over) {
      await turn()
      await wait(chance.between(5, restMs))
    }
  }
  const all = [
    ...Array.from({ length: visitors }, (_, i) => keepAt(() => asks(working, `198.51.100.${i}`))),
    ...people.applicants.map(one => keepAt(() => saves(working, one, chance.oneOf(codes)))),
    ...(uploads ? people.applicants.map(one => keepAt(uploader(working, one))) : []),
    ...people.managers.map((one, i) => {
      const own = codes.slice(i * premisesOfEach, (i + 1) * premisesOfEach)
      const form = () => ({ code: chance.oneOf(own), move: chance.oneOf(['pause', 'resume']) })
      return keepAt(() => pauses(working, one, form()))
    }),
  ]
  const stop = async () => {
    over = true
    await Promise.all(all)
  }
  return { said, stop }
}

/** Returns how many acts were acknowledged. */
export const acknowledgedIn = ({ asked, saved, uploaded, moved }: Said): number =>
  asked.length + saved.length + uploaded.length + moved.length

async function peopleOf(any: () => Where): Promise<{ applicants: Member[]; managers: Member[] }> {
  const signedIn = async (account: { id: string; email: string }): Promise<Member> => {
    const browser = traveller()
    await browser.signIn(any(), account)
    return { id: account.id, browser }
  }
  const ofEach = (make: () => Promise<{ id: string; email: string }>) =>
    Promise.all(Array.from({ length: colleagues }, async () => signedIn(await make())))
  return { applicants: await ofEach(anApplicant), managers: await ofEach(() => aColleague('listing_manager')) }
}

/**
 * Checks whether a response acknowledges the request. Anything that is neither that, nor a refusal, nor cut off is recorded
 * as wrong.
 */
async function accepted({ said, mayBeAway = false }: Working, what: string, asking: Promise<Answer>): Promise<boolean> {
  const began = performance.now()
  const { status, location, late } = await asking
  const now = performance.now()
  if (late) said.wrong.push(`${what}: waited in vain`)
  else if (status === 0) said.unanswered += 1
  else if (now - began > said.longestMs) Object.assign(said, { longestMs: now - began, slowest: `${what}: ${status}` })
  if (location.includes('/sign-in')) said.wrong.push(`${what}: signed out`)
  else if (status === 303) {
    said.lastAt = now
    return true
  } else if (status === 503 && mayBeAway) said.unavailable += 1
  else if (![0, 422, 429].includes(status)) said.wrong.push(`${what}: ${status}`)
  return false
}

/** Waits until every process has the unit in its catalogue: a write of another process shows within a second. */
async function knownEverywhere(any: Options['any'], code: string): Promise<void> {
  const visitor = traveller({ from: '198.51.100.200' })
  let inARow = 0
  await until(
    async () => {
      const { text } = await visitor.get(any(), `/en/premises?q=${code}`)
      inARow = text.includes(`/en/premises/${code}`) ? inARow + 1 : 0
      return inARow === 20
    },
    () => `${code} is not known everywhere`,
  )
}

let sequence = 0

async function asks(working: Working, network: string): Promise<void> {
  sequence += 1
  const email = `${working.said.name}-${sequence}@example.com`
  const from = `${network.replace(/\d+\.\d+$/, '')}${Math.floor(sequence / 5) % 250}.${sequence % 250}`
  const form = {
    name: 'Ольга Ли',
    email,
    phone: '',
    messenger: '',
    preferredLanguage: 'ru',
    topic: 'premises',
    premisesCode: '',
    message: 'Есть ли вода?',
    website: '',
    opened: String(Date.now() - 60_000),
  }
  const asking = traveller({ from }).post(working.any(), '/en/contact', form)
  if (await accepted(working, email, asking)) working.said.asked.push(email)
}

async function saves(working: Working, { id, browser }: Member, code: string): Promise<void> {
  const saving = browser.post(working.any(), '/en/saved/premises', { code, do: 'add' })
  if (await accepted(working, `${code} of ${id}`, saving)) working.said.saved.push({ account: id, code })
}

async function pauses(working: Working, { browser }: Member, form: { code: string; move: string }): Promise<void> {
  const { code, move } = form
  const moving = browser.post(working.any(), `/en/staff/premises/${code}/status`, { move, note: '' })
  if (await accepted(working, code, moving)) working.said.moved.push(code)
}

/** Sends files of different bytes, one after the other, to drafts that are created directly in the database. */
function uploader(working: Working, { id, browser }: Member): () => Promise<void> {
  let application = ''
  let left = 0
  return async () => {
    if (left === 0) {
      const draft = await aDraft({ applicant: id as never }).catch(() => null)
      if (!draft) return
      application = draft._id.toHexString()
      left = filesOfDraft
    }
    left -= 1
    sequence += 1
    const bytes = aPdf(1_000 + sequence)
    const file = { field: 'passport', bytes, name: `${sequence}.pdf` }
    const sending = browser.upload(working.any(), `/en/applications/${application}/documents`, file)
    if (!(await accepted(working, `file ${sequence}`, sending))) return
    working.said.uploaded.push({ application, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
}

/** Checks whether all follow-up work is done: effects, letters, and scans where there is a scanner. Hastens it, too. */
export async function noneLeft(): Promise<boolean> {
  await hastenLetters()
  return (await left()) === ''
}

/** Returns the remaining work, in short. */
export async function left(): Promise<string> {
  const [enquiries, letters, scans] = await Promise.all([
    EnquiryModel.find({ 'effects.key': trusted({ $exists: true }) }, { effects: 1 }).lean(),
    MailModel.find({ status: 'queued' }, { attempts: 1, nextAttemptAt: 1, lastError: 1 }).lean(),
    DocumentModel.find({ 'scan.state': 'held' }, { scan: 1, state: 1 }).lean(),
  ])
  const all = [...enquiries, ...letters, ...scans]
  return all.length === 0 ? '' : JSON.stringify(all.slice(0, 5))
}

/** Returns what is stored otherwise than acknowledged, or twice, in words. */
export const wrongIn = async (said: Said): Promise<string[]> => [
  ...(await wrongEnquiries(said)),
  ...(await wrongLists(said)),
  ...(await wrongFiles(said)),
  ...(await untoldMoves(said)),
]

async function wrongEnquiries({ name, asked }: Pick<Said, 'name' | 'asked'>): Promise<string[]> {
  const wrong: string[] = []
  const enquiries = await EnquiryModel.find({ email: new RegExp(`^${name}-`) }, { email: 1 }).lean()
  const letters = await MailModel.find({ status: 'sent' }, { cause: 1 }).lean()
  const causes = letters.map(({ cause }) => cause)
  for (const email of asked)
    if (!enquiries.some(one => one.email === email)) wrong.push(`the enquiry of ${email} is lost`)
  for (const { _id, email } of enquiries) {
    const own = causes.filter(cause => cause.startsWith(`enquiry:${_id.toHexString()}:`))
    if (own.length !== 2) wrong.push(`the enquiry of ${email} has caused ${own.length} letters`)
    if (enquiries.filter(one => one.email === email).length > 1) wrong.push(`the enquiry of ${email} is there twice`)
  }
  return wrong
}

async function wrongLists({ saved }: Pick<Said, 'saved'>): Promise<string[]> {
  const lists = await SavedModel.find().lean()
  const times = ({ account, code }: Saved) =>
    lists.find(one => one.account.toHexString() === account)?.favourites.filter(one => one.code === code).length
  return saved.filter(one => times(one) !== 1).map(({ account, code }) => `${code} of ${account} is not saved once`)
}

async function wrongFiles({ uploaded }: Pick<Said, 'uploaded'>): Promise<string[]> {
  const wrong: string[] = []
  for (const { application, sha256 } of uploaded) {
    const count = await DocumentModel.countDocuments({ application, sha256, state: 'current' })
    if (count !== 1) wrong.push(`a file of ${application} is there ${count} times`)
  }
  return wrong
}

async function untoldMoves({ moved }: Pick<Said, 'moved'>): Promise<string[]> {
  const wrong: string[] = []
  for (const code of new Set(moved)) {
    const told = await AuditEntryModel.countDocuments({ 'subject.label': code })
    const acknowledged = moved.filter(one => one === code).length
    if (told < acknowledged) wrong.push(`${code}: ${acknowledged} moves acknowledged, ${told} in the audit trail`)
  }
  return wrong
}

/** Milliseconds from `since` (of `performance.now`) until an act is acknowledged again; throws after `patienceMs`. */
export async function untilAcknowledged(said: Said, since: number, patienceMs: number): Promise<number> {
  await until(
    () => said.lastAt > since,
    () => 'no act is acknowledged again',
    patienceMs,
  )
  return said.lastAt - since
}

/** Waits until all follow-up work is done; throws after `patienceMs` with what is left. */
export async function untilAllDone(patienceMs: number): Promise<void> {
  let last = ''
  const done = async () => (last = await left()) === ''
  await until(done, () => `not all that follows has been done: ${last}`, patienceMs)
}
