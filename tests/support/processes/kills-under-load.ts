import { setTimeout as wait } from 'node:timers/promises'
import { trusted } from 'mongoose'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { MailModel } from '#models/mail.ts'
import { SavedModel } from '#models/saved/saved.ts'
import { aColleague, anApplicant } from '#tests/factories/account.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { chanceOf, type Chance } from '../crash/chance.ts'
import { until, type Running } from './processes.ts'
import type { severalProcesses, Web } from './several-processes.ts'
import { traveller, type Answer, type Traveller } from './travellers.ts'

type Site = Awaited<ReturnType<typeof severalProcesses>>
type Options = {
  site: Site
  /** Those that are alive; one that was killed is replaced in the list by its successor. */
  webs: Web[]
  workers: Running[]
  /** Which are killed, one after the other. */
  kills: readonly ('web' | 'worker')[]
  seed: number
  /** Whether others are started in their place; else the lists get shorter. */
  successors?: boolean
  /** What else is done while people work; they go on until it ends. */
  meanwhile?: () => Promise<unknown>
}
/** `unanswered`: requests that a kill cut off, of which nothing is known. `wrong`: what was acknowledged and is not so, in words. */
export type Survived = { acknowledged: number; unanswered: number; wrong: string[]; longestMs: number }

const visitors = 4
const colleagues = 2
const premisesOfEach = 15
/** A letter whose sender was killed is sent again after a minute. */
const patienceMs = 150_000

/**
 * Lets visitors ask, applicants save and colleagues pause premises at whichever process is there, kills processes at random
 * moments and starts others in their place; then waits until all effects are carried out, and compares what was acknowledged
 * with what is stored. The caller has opened the database.
 */
export async function killUnderLoad({
  site,
  webs,
  workers,
  kills,
  seed,
  successors = true,
  meanwhile = () => wait(300),
}: Options): Promise<Survived> {
  const chance = chanceOf(seed)
  const said: Said = { asked: [], saved: [], moved: [], unanswered: 0, wrong: [], longestMs: 0 }
  const codes: string[] = []
  while (codes.length < colleagues * premisesOfEach) codes.push((await aPremises()).code)
  let over = false
  const keepAt = async (turn: () => Promise<void>) => {
    while (!over) {
      await turn()
      await wait(chance.between(5, 60))
    }
  }
  // As a balancer, which sends nothing to a process that has been killed until its successor is ready.
  const down = new Set<Web>()
  const any = () => chance.oneOf(webs.filter(web => !down.has(web)))
  const people = await peopleOf(any)
  const working = [
    ...Array.from({ length: visitors }, (_, i) => keepAt(() => asks(any, `198.51.100.${i}`, said))),
    ...people.applicants.map(one => keepAt(() => saves(any, one, chance.oneOf(codes), said))),
    ...people.managers.map((one, i) => {
      const own = codes.slice(i * premisesOfEach, (i + 1) * premisesOfEach)
      const form = () => ({ code: chance.oneOf(own), move: chance.oneOf(['pause', 'resume']) })
      return keepAt(() => pauses(any, one, form(), said))
    }),
  ]
  try {
    for (const kind of kills) {
      await wait(chance.between(300, 1_500))
      await killOne(successors ? site : null, kind === 'web' ? { webs, down } : { workers }, chance)
    }
    await meanwhile()
  } finally {
    over = true
    await Promise.all(working)
  }
  await until(noneLeft, () => [...webs, ...workers].map(({ output }) => output()).join('\n'), patienceMs)
  const { unanswered, longestMs } = said
  const acknowledged = said.asked.length + said.saved.length + said.moved.length
  return { acknowledged, unanswered, longestMs, wrong: [...said.wrong, ...(await wrongIn(said))] }
}

type From = { webs: Web[]; down: Set<Web> } | { workers: Running[] }

async function killOne(site: Site | null, from: From, chance: Chance): Promise<void> {
  const list = 'webs' in from ? from.webs : from.workers
  const at = chance.below(list.length)
  const { process, exited } = list[at]!
  process.kill('SIGKILL')
  await exited
  if ('webs' in from) from.down.add(from.webs[at]!)
  if (!site) list.splice(at, 1)
  else if ('webs' in from) from.webs[at] = await site.web(from.webs[at]!.port)
  else from.workers[at] = await site.worker()
}

type Saved = { account: string; code: string }
type Said = {
  /** Addresses of senders, each of one enquiry. */
  asked: string[]
  saved: Saved[]
  /** Codes of premises, once for each move. */
  moved: string[]
  unanswered: number
  wrong: string[]
  longestMs: number
}
type Any = () => Web
type Member = { id: string; browser: Traveller }

async function peopleOf(any: Any): Promise<{ applicants: Member[]; managers: Member[] }> {
  const signedIn = async (account: { id: string; email: string }): Promise<Member> => {
    const browser = traveller()
    await browser.signIn(any(), account)
    return { id: account.id, browser }
  }
  const ofEach = (make: () => Promise<{ id: string; email: string }>) =>
    Promise.all(Array.from({ length: colleagues }, async () => signedIn(await make())))
  return { applicants: await ofEach(anApplicant), managers: await ofEach(() => aColleague('listing_manager')) }
}

/** Whether the answer acknowledges what was asked for; what is neither that, nor a refusal, nor cut off by a kill is wrong. */
async function accepted(said: Said, what: string, asking: Promise<Answer>): Promise<boolean> {
  const began = performance.now()
  const { status, location } = await asking
  if (status === 0) {
    said.unanswered += 1
    return false
  }
  said.longestMs = Math.max(said.longestMs, performance.now() - began)
  if (location.includes('/sign-in')) said.wrong.push(`${what}: signed out`)
  else if (status === 303) return true
  else if (status !== 422 && status !== 429) said.wrong.push(`${what}: ${status}`)
  return false
}

let sequence = 0

async function asks(any: Any, network: string, said: Said): Promise<void> {
  sequence += 1
  const email = `asker-${sequence}@example.com`
  const from = `${network.replace(/\d+\.\d+$/, '')}${Math.floor(sequence / 5) % 250}.${sequence % 250}`
  const form = {
    ...{ name: 'Ольга Ли', email, phone: '', messenger: '', preferredLanguage: 'ru', topic: 'premises' },
    ...{ premisesCode: '', message: 'Есть ли вода?', website: '', opened: String(Date.now() - 60_000) },
  }
  if (await accepted(said, email, traveller({ from }).post(any(), '/en/contact', form))) said.asked.push(email)
}

async function saves(any: Any, { id, browser }: Member, code: string, said: Said): Promise<void> {
  const saving = browser.post(any(), '/en/saved/premises', { code, do: 'add' })
  if (await accepted(said, `${code} of ${id}`, saving)) said.saved.push({ account: id, code })
}

async function pauses(any: Any, { browser }: Member, form: { code: string; move: string }, said: Said): Promise<void> {
  const { code, move } = form
  const moving = browser.post(any(), `/en/staff/premises/${code}/status`, { move, note: '' })
  if (await accepted(said, code, moving)) said.moved.push(code)
}

const noneLeft = async (): Promise<boolean> =>
  !(await EnquiryModel.exists({ 'effects.key': trusted({ $exists: true }) })) &&
  !(await MailModel.exists({ status: 'queued' }))

async function wrongIn({ asked, saved, moved }: Said): Promise<string[]> {
  const wrong: string[] = []
  const enquiries = await EnquiryModel.find({ email: /^asker-/ }, { email: 1 }).lean()
  const letters = await MailModel.find({ status: 'sent' }, { cause: 1 }).lean()
  const causes = letters.map(({ cause }) => cause)
  for (const email of asked)
    if (!enquiries.some(one => one.email === email)) wrong.push(`the enquiry of ${email} is lost`)
  for (const { _id, email } of enquiries) {
    const own = causes.filter(cause => cause.startsWith(`enquiry:${_id.toHexString()}:`))
    if (own.length !== 2) wrong.push(`the enquiry of ${email} has caused ${own.length} letters`)
    if (enquiries.filter(one => one.email === email).length > 1) wrong.push(`the enquiry of ${email} is there twice`)
  }
  const lists = await SavedModel.find().lean()
  for (const { account, code } of saved) {
    const list = lists.find(one => one.account.toHexString() === account)
    if (list?.favourites.filter(one => one.code === code).length !== 1) wrong.push(`${code} of ${account} is not saved`)
  }
  for (const code of new Set(moved)) {
    const told = await AuditEntryModel.countDocuments({ 'subject.label': code })
    const acknowledged = moved.filter(one => one === code).length
    if (told < acknowledged) wrong.push(`${code}: ${acknowledged} moves acknowledged, ${told} in the audit trail`)
  }
  return wrong
}
