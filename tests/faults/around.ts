import { setTimeout as wait } from 'node:timers/promises'
import { ChoreModel } from '#models/chore.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { MailModel } from '#models/mail.ts'
import { openDatabase } from '#outside/database/database.ts'
import { chanceOf } from '../support/crash/chance.ts'
import { mailServer } from '../support/processes/mail-server.ts'
import {
  acknowledgedIn,
  peopleAtWork,
  untilAcknowledged,
  untilAllDone,
  wrongIn,
  type Said,
} from '../support/processes/people-at-work.ts'
import { run, until } from '../support/processes/processes.ts'
import { scanner } from '../support/processes/scanner.ts'
import { severalProcesses } from '../support/processes/several-processes.ts'

type World = {
  line: Awaited<ReturnType<typeof severalProcesses>>['line']
  mails: Awaited<ReturnType<typeof mailServer>>
  clamd: Awaited<ReturnType<typeof scanner>>
}
/** A failure outside of the site, and how it ends. */
export type Fault = { begin(world: World): void | Promise<void>; end(world: World): void | Promise<void> }

const calmMs = 3_000
const auditMs = 15_000
/** The lease of a document whose scan result could not be stored lasts five minutes. */
const patienceMs = 330_000

const resetting = { timer: undefined as NodeJS.Timeout | undefined }

export const outsideFaults = {
  'database-slow': { begin: ({ line }) => line.slow(1_000), end: ({ line }) => line.open() },
  'database-mute': { begin: ({ line }) => line.mute(), end: ({ line }) => line.open() },
  'database-reset': {
    begin: ({ line }) => void (resetting.timer = setInterval(() => line.reset(), 300)),
    end: () => clearInterval(resetting.timer),
  },
  'database-gone': { begin: ({ line }) => line.refuse(), end: ({ line }) => line.open() },
  'mail-refused': { begin: ({ mails }) => mails.become('refuse'), end: ({ mails }) => mails.become('take') },
  'mail-slow': { begin: ({ mails }) => mails.become('slow'), end: ({ mails }) => mails.become('take') },
  'mail-dropped': { begin: ({ mails }) => mails.become('drop'), end: ({ mails }) => mails.become('take') },
  'scanner-away': { begin: ({ clamd }) => clamd.leave(), end: ({ clamd }) => clamd.come() },
} satisfies Record<string, Fault>

/** Results of a fault. Milliseconds count from the end of the fault. */
export type Came = {
  acknowledged: { before: number; during: number; after: number }
  unavailable: number
  unanswered: number
  longestMs: number
  slowest?: string
  /** Time until the next act was acknowledged, and until all follow-up work was done. */
  worksAgainMs: number
  allDoneMs: number
  /** Letters that the mail server received more than once, under the same id. */
  lettersTwice: number
  /** Acknowledged acts that are missing or stored twice, the findings of `verify-data`, and processes that ended. */
  wrong: string[]
}

type Options = {
  seconds: number
  seed: number
  /** Shortens the time around the fault, and makes whatever waits for a retry due at once. */
  hurried?: boolean
}

/**
 * Lets people use a site of one process and a worker, applies these faults one after the other for `seconds` each, and
 * compares what was acknowledged with what is stored after recovery.
 */
export async function around(faults: readonly Fault[], { seconds, seed, hurried = false }: Options): Promise<Came[]> {
  const world = { mails: await mailServer(), clamd: await scanner() }
  const env = { TRUST_PROXY: '1', LOG_LEVEL: 'error', SMTP_URL: world.mails.url, CLAMD_HOST: world.clamd.address }
  const site = await severalProcesses({ prepared: true, env })
  try {
    const web = await site.web()
    const database = await openDatabase(site.uri, { patient: true })
    const processes = [web, await site.worker()]
    const chance = chanceOf(seed)
    const working = { any: () => web, chance, mayBeAway: true, uploads: true, restMs: hurried ? 500 : 1_500 }
    const came: Came[] = []
    for (const [number, fault] of faults.entries()) {
      const people = await peopleAtWork({ ...working, name: `asker-${number}` })
      const had = world.mails.taken.length
      const course = await courseOf(fault, { ...world, line: site.line }, people, { seconds, seed, hurried })
      const taken = world.mails.taken.slice(had)
      came.push({ ...course, lettersTwice: taken.length - new Set(taken).size, wrong: await wrongOf(people.said) })
    }
    for (const { process, output } of processes)
      if (process.exitCode !== null) came.at(-1)?.wrong.push(`a process has ended: ${output().slice(-2_000)}`)
    came.at(-1)?.wrong.push(...(await verified(site.env)))
    await database.close()
    return came
  } finally {
    await site.end()
    await Promise.all([world.mails.close(), world.clamd.leave()])
  }
}

async function courseOf(
  fault: Fault,
  world: World,
  { said, stop }: Awaited<ReturnType<typeof peopleAtWork>>,
  { seconds, hurried = false }: Options,
): Promise<Omit<Came, 'lettersTwice' | 'wrong'>> {
  const counts: number[] = []
  const workMs = hurried ? 1_000 : calmMs
  try {
    await until(
      () => acknowledgedIn(said) > 0,
      () => 'no act is acknowledged before the fault',
      patienceMs,
    )
    await wait(workMs)
    counts.push(acknowledgedIn(said))
    await fault.begin(world)
    await wait(seconds * 1_000)
    counts.push(acknowledgedIn(said))
    await fault.end(world)
    const endedAt = performance.now()
    const worksAgainMs = await untilAcknowledged(said, endedAt, patienceMs)
    await wait(workMs)
    await stop()
    if (hurried) await hurry()
    await untilAllDone(patienceMs)
    const allDoneMs = performance.now() - endedAt
    // Audit entries whose write failed are retried every five seconds.
    await until(
      async () => (await wrongIn(said)).length === 0,
      () => '',
      auditMs,
    ).catch(() => undefined)
    const [before = 0, until_ = 0] = counts
    const acknowledged = { before, during: until_ - before, after: acknowledgedIn(said) - until_ }
    const { unavailable, unanswered, longestMs, slowest } = said
    return { acknowledged, unavailable, unanswered, longestMs, slowest, worksAgainMs, allDoneMs }
  } finally {
    await stop()
  }
}

/** Makes letters and scans that wait for a retry due now. */
async function hurry(): Promise<void> {
  const now = new Date()
  await MailModel.collection.updateMany({ status: 'queued' }, { $set: { nextAttemptAt: now } })
  await DocumentModel.collection.updateMany({ 'scan.nextAt': { $gt: now } }, { $set: { 'scan.nextAt': now } })
  await ChoreModel.updateMany({ _id: /mail|scan|effects/ }, { $set: { dueAt: now } })
}

const wrongOf = async (said: Said): Promise<string[]> => [...said.wrong, ...(await wrongIn(said))]

/** Returns the messages of `npm run verify-data` when it fails. */
export async function verified(env: Record<string, string>): Promise<string[]> {
  const verify = run('server/bin/verify-data.ts', { env })
  const { code } = await verify.exited
  return code === 0 ? [] : [verify.output()]
}

/** Prints the result, then what is wrong. The last two times are from the end of the fault. */
export function report(name: string, { acknowledged, wrong, ...came }: Came): boolean {
  const { before, during, after } = acknowledged
  const seconds = (ms: number) => (ms / 1_000).toFixed(1)
  console.log(`${name}: ${before} acts acknowledged before, ${during} during, ${after} after; ${wrong.length} wrong`)
  console.log(
    `  ${came.lettersTwice} letters given twice; ${came.unavailable} requests told that it is unavailable, ${came.unanswered} cut off`,
  )
  console.log(
    `  slowest answer ${seconds(came.longestMs)} s; works again after ${seconds(came.worksAgainMs)} s, all done after ${seconds(came.allDoneMs)} s`,
  )
  if (came.slowest) console.log(`  the slowest: ${came.slowest}`)
  for (const one of wrong.slice(0, 20)) console.log(`  ${one}`)
  return wrong.length === 0 && after > 0
}

/** Makes a fault a command: the first number is its duration in seconds (20 by default), the second a seed. */
export const outside =
  (name: keyof typeof outsideFaults) =>
  async ([seconds = 20, seed = Date.now() % 1_000_000]: number[]): Promise<boolean> => {
    console.log(`seed ${seed}`)
    const [came] = await around([outsideFaults[name]], { seconds, seed })
    return report(name, came!)
  }
