import { setTimeout as wait } from 'node:timers/promises'
import { chanceOf, type Chance } from '../crash/chance.ts'
import { acknowledgedIn, noneLeft, peopleAtWork, wrongIn } from './people-at-work.ts'
import { until, type Running } from './processes.ts'
import type { severalProcesses, Web } from './several-processes.ts'

type Site = Awaited<ReturnType<typeof severalProcesses>>
type Options = {
  site: Site
  /** The running web processes; a successor replaces a killed one in this list. */
  webs: Web[]
  workers: Running[]
  /** Which processes are killed, one after the other. */
  kills: readonly ('web' | 'worker')[]
  seed: number
  /** Whether successors are started; otherwise the lists get shorter. */
  successors?: boolean
  /** What else is done while people work; they continue until it ends. */
  meanwhile?: () => Promise<unknown>
}
/**
 * `unanswered`: requests that a kill cut off, with unknown result. `wrong`: acknowledged acts that are not stored as
 * acknowledged, in words.
 */
export type Survived = { acknowledged: number; unanswered: number; wrong: string[]; longestMs: number }

/** A letter whose sender was killed is sent again after five seconds, leases of chores end after fifteen. */
const patienceMs = 150_000

/**
 * Lets people use whichever process is running, kills processes at random moments and starts successors. Then waits until
 * all effects are carried out, and compares what was acknowledged with what is stored. The caller has opened the database.
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
  // Like a load balancer, sends nothing to a killed process until its successor is ready.
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
