import { setTimeout as wait } from 'node:timers/promises'
import { chanceOf, type Chance } from '../crash/chance.ts'
import { acknowledgedIn, noneLeft, peopleAtWork, wrongIn } from './people-at-work.ts'
import { until, type Running } from './processes.ts'
import type { severalProcesses, Web } from './several-processes.ts'

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

/** A letter whose sender was killed is sent again after a minute. */
const patienceMs = 150_000

/**
 * Lets people work at whichever process is there, kills processes at random moments and starts others in their place; then waits
 * until all effects are carried out, and compares what was acknowledged with what is stored. The caller has opened the database.
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
  // As a balancer, which sends nothing to a process that has been killed until its successor is ready.
  const down = new Set<Web>()
  const any = () => chance.oneOf(webs.filter(web => !down.has(web)))
  const { said, stop } = await peopleAtWork({ any, chance })
  try {
    for (const kind of kills) {
      await wait(chance.between(300, 1_500))
      await killOne(successors ? site : null, kind === 'web' ? { webs, down } : { workers }, chance)
    }
    await meanwhile()
  } finally {
    await stop()
  }
  await until(noneLeft, () => [...webs, ...workers].map(({ output }) => output()).join('\n'), patienceMs)
  const { unanswered, longestMs } = said
  return { acknowledged: acknowledgedIn(said), unanswered, longestMs, wrong: [...said.wrong, ...(await wrongIn(said))] }
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
