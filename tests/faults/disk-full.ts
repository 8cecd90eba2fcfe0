import { writeFileSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chanceOf } from '../support/crash/chance.ts'
import {
  acknowledgedIn,
  peopleAtWork,
  untilAcknowledged,
  untilAllDone,
  wrongIn,
} from '../support/processes/people-at-work.ts'
import { ownDisk } from '../support/processes/tmpfs.ts'
import { report, verified } from './around.ts'
import { embeddedSite, removed, temporaryFolder } from './embedded.ts'

const megabyte = Buffer.alloc(1024 * 1024)
const workMs = 3_000
const patienceMs = 120_000

/**
 * Fills the disk of a site with its own database while people work, for 15 seconds by default, then makes room. The second
 * number is a seed. Needs permission to mount.
 */
export async function diskFull([seconds = 15, seed = Date.now() % 1_000_000]: number[]): Promise<boolean> {
  const folder = await temporaryFolder()
  // The engine builds an index only with 500 MB free.
  const disk = ownDisk(folder, 700)
  if (!disk) return false
  console.log(`seed ${seed}`)
  const site = await embeddedSite(folder)
  try {
    await site.start()
    const database = await site.open()
    const at = { any: () => site, chance: chanceOf(seed), mayBeAway: true, uploads: true, restMs: 1_500 }
    const { said, stop } = await peopleAtWork(at)
    await wait(workMs)
    const before = acknowledgedIn(said)
    fill(folder)
    await wait(seconds * 1_000)
    const during = acknowledgedIn(said) - before
    rmSync(filler(folder))
    const endedAt = performance.now()
    await site.ready()
    const worksAgainMs = await untilAcknowledged(said, endedAt, patienceMs)
    await wait(workMs)
    await stop()
    await database.close()
    const anew = await site.open()
    await untilAllDone(patienceMs)
    const allDoneMs = performance.now() - endedAt
    const wrong = [...said.wrong, ...(await wrongIn(said)), ...(await verified(site.env))]
    await anew.close()
    const after = acknowledgedIn(said) - before - during
    console.log(`the process ended ${site.said.length} times:`)
    for (const line of new Set(site.said)) console.log(`  ${line.slice(0, 300)}`)
    const { unavailable, unanswered, longestMs } = said
    const came = { unavailable, unanswered, longestMs, worksAgainMs, allDoneMs, lettersTwice: 0, wrong }
    return report('disk-full', { acknowledged: { before, during, after }, ...came })
  } finally {
    await site.stop()
    disk.remove()
    await removed(folder)
  }
}

const filler = (folder: string): string => path.join(folder, 'filler')

/** Takes all free space. */
function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  for (let left = bavail * bsize; left > 0; left -= megabyte.length)
    try {
      writeFileSync(filler(folder), megabyte, { flag: 'a' })
    } catch {
      return
    }
}
