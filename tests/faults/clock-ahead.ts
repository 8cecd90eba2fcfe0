import { setTimeout as wait } from 'node:timers/promises'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { chanceOf } from '../support/crash/chance.ts'
import { acknowledgedIn, left, peopleAtWork, wrongIn, type Said } from '../support/processes/people-at-work.ts'
import { until } from '../support/processes/processes.ts'
import { report, verified } from './around.ts'
import { embeddedSite, removed, temporaryFolder } from './embedded.ts'

const workMs = 6_000
const patienceMs = 120_000

/**
 * Lets people use a site, then the same site with its clock so many days ahead (three years by default) and all jobs due,
 * then at the correct time again. The second number is a seed. Enquiries of the first part may be deleted by then, as the
 * law requires.
 */
export async function clockAhead([days = 1_096, seed = Date.now() % 1_000_000]: number[]): Promise<boolean> {
  const folder = await temporaryFolder()
  console.log(`${days} days ahead, seed ${seed}`)
  const site = await embeddedSite(folder)
  const lives: Life[] = []
  try {
    for (const [name, ahead] of Object.entries({ today: 0, ahead: days, back: 0 }))
      lives.push(await live(site, { name, ahead, seed, before: lives.map(({ said }) => said) }))
  } finally {
    await site.stop()
    await removed(folder)
  }
  const [before = 0, during = 0, after = 0] = lives.map(({ said }) => acknowledgedIn(said))
  const sum = (of: (said: Said) => number) => lives.reduce((all, { said }) => all + of(said), 0)
  return report('clock-ahead', {
    acknowledged: { before, during, after },
    unavailable: sum(({ unavailable }) => unavailable),
    unanswered: sum(({ unanswered }) => unanswered),
    longestMs: Math.max(...lives.map(({ said }) => said.longestMs)),
    worksAgainMs: 0,
    allDoneMs: lives.at(-1)!.allDoneMs,
    lettersTwice: 0,
    wrong: [...lives.flatMap(({ wrong }) => wrong), ...site.said],
  })
}

type Life = { said: Said; wrong: string[]; allDoneMs: number }
type About = { name: string; ahead: number; seed: number; before: readonly Said[] }

/** Runs the site once with its clock `days` ahead. What was saved and moved before must still be there. */
async function live(
  site: Awaited<ReturnType<typeof embeddedSite>>,
  { name, ahead, seed, before }: About,
): Promise<Life> {
  await site.start({ NODE_ENV: 'test', ...(ahead > 0 ? { CLOCK_AHEAD: String(ahead) } : {}) })
  const database = await site.open()
  const { said, stop } = await peopleAtWork({ any: () => site, chance: chanceOf(seed), name, restMs: 1_500 })
  await wait(workMs)
  await stop()
  const endedAt = performance.now()
  let last = ''
  const done = async () => (last = await left()) === ''
  await until(done, () => `not all that follows has been done: ${last}`, patienceMs)
  const allDoneMs = performance.now() - endedAt
  const wrong = [...said.wrong, ...(await wrongIn(said)), ...(await verified({ ...site.env, NODE_ENV: 'test' }))]
  for (const { saved, moved } of before) wrong.push(...(await wrongIn({ ...said, asked: [], saved, moved })))
  const failed = await OutboxAttemptModel.find().lean()
  wrong.push(...failed.map(({ kind, lastError }) => `${kind} failed: ${lastError}`))
  await database.close()
  await site.stop()
  return { said, wrong, allDoneMs }
}
