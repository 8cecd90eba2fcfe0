import { setTimeout as wait } from 'node:timers/promises'
import mongoose, { trusted } from 'mongoose'
import { ApplicationModel } from '#models/cases/application.ts'
import { MailModel } from '#models/mail.ts'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { anApplicant } from '#tests/factories/account.ts'
import { anApplication } from '#tests/factories/applications.ts'
import { chanceOf } from '../crash/chance.ts'
import { hastenLetters } from './letters-of-killed-senders.ts'
import { run, until, type Running } from './processes.ts'

type Options = { uri: string; kills: number; seed: number }
export type Killed = { cases: number; letters: number; wrong: string[]; longestPauseMs: number }

const workers = 2
const patienceMs = 60_000

/**
 * Lets two workers carry out a stream of effects, kills one at a random moment and starts another in its place, `kills`
 * times. Then lets them finish and returns what was lost, done twice or left over. The caller owns the database.
 */
export async function killWorkers({ uri, kills, seed }: Options): Promise<Killed> {
  const chance = chanceOf(seed)
  const begin = () => run('tests/support/processes/worker-until-killed.ts', { args: [uri] })
  const alive = Array.from({ length: workers }, begin)
  const sent: string[] = []
  const cases: mongoose.Types.ObjectId[] = []
  const pauses = watchPauses()
  try {
    for (let number = 0; number < kills; number += 1) {
      for (let count = chance.between(1, 4); count > 0; count -= 1) cases.push(await aHandover())
      await wait(chance.below(900))
      const at = chance.below(alive.length)
      sent.push(...(await killed(alive[at]!)))
      alive[at] = begin()
    }
    await until(noneLeft, () => alive.map(({ output }) => output()).join('\n'), patienceMs)
  } finally {
    for (const worker of alive) sent.push(...(await killed(worker)))
    pauses.stop()
  }
  return { cases: cases.length, letters: sent.length, wrong: await wrongIn(cases), longestPauseMs: pauses.longest() }
}

async function killed({ process, exited, output }: Running): Promise<string[]> {
  process.kill('SIGKILL')
  await exited
  return [...output().matchAll(/^sent (\S+)$/gm)].map(([, id]) => id ?? '')
}

/** Creates a case with a letter, a tenancy that begins, and another letter to come. */
async function aHandover(): Promise<mongoose.Types.ObjectId> {
  const { _id: applicant } = await anApplicant()
  const code = `SFH-X-${new mongoose.Types.ObjectId().toHexString()}`
  const { _id } = await anApplication({ applicant, state: 'contracted', premises: [code], startedFor: code })
  const facts = { premises: code, handoverOn: '2026-11-25', rentFreeMonths: '36' }
  const letter = { kind: 'mail', facts: { template: 'application-handed-over' } }
  const effects = [letter, { kind: 'tenancy', facts }, letter]
  const pendingEffects = effects.map((effect, index) => ({
    key: `application:${_id.toHexString()}:x-${String(index)}`,
    ...effect,
  }))
  await ApplicationModel.updateOne({ _id }, { $set: { pendingEffects } })
  return _id
}

const pending = { 'pendingEffects.key': trusted({ $exists: true }) }
const noneLeft = async (): Promise<boolean> => {
  await hastenLetters()
  return !(await ApplicationModel.exists(pending)) && !(await MailModel.exists({ status: 'queued' }))
}

/** Checks that each case has two letters and one tenancy, and that nothing failed. */
async function wrongIn(cases: readonly mongoose.Types.ObjectId[]): Promise<string[]> {
  const wrong: string[] = []
  for (const id of cases) {
    const letters = await MailModel.countDocuments({ cause: new RegExp(`^application:${id.toHexString()}:`) })
    const tenancies = await TenancyModel.countDocuments({ application: id })
    if (letters !== 2 || tenancies !== 1) wrong.push(`${id.toHexString()}: ${letters} letters, ${tenancies} tenancies`)
  }
  const failed = await OutboxAttemptModel.find().lean()
  return [...wrong, ...failed.map(({ kind, lastError }) => `${kind} failed: ${lastError}`)]
}

/** Measures how long no effect was carried out although one was waiting. */
function watchPauses() {
  let longest = 0
  let since = Date.now()
  let before = ''
  const look = async () => {
    const left = await ApplicationModel.find(pending, { 'pendingEffects.key': 1 }).lean()
    const now = JSON.stringify(left)
    if (now !== before || left.length === 0) since = Date.now()
    before = now
    longest = Math.max(longest, Date.now() - since)
  }
  const timer = setInterval(() => void look().catch(() => undefined), 250)
  return { longest: () => longest, stop: () => clearInterval(timer) }
}
