import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { systemClock } from '#outside/clock.ts'
import { useClockForTimestamps } from '#outside/database/database.ts'
import { builtFrom } from '../processes/built-processes.ts'
import type { Acknowledged } from './acknowledged.ts'
import { chanceOf, type Chance } from './chance.ts'
import { daysBetweenLives } from './pace.ts'
import { openStreet, runJobsOnce, standOf } from './street.ts'
import { judge, type Verdict } from './verdict.ts'

type Options = {
  /** An empty folder for this run only. */
  folder: string
  kills: number
  seed: number
  /** The most acts that a process may acknowledge before it is killed in the next one. */
  acts?: number
  onKill?: (number: number, acknowledged: number) => void
}

/** Starts and kills the workload `kills` times, finishes the work it left, and checks what is stored. */
export async function crashTest({ folder, kills, seed, acts = 120, onKill }: Options) {
  const chance = chanceOf(seed)
  const said: Acknowledged[] = []
  for (let number = 1; number <= kills; number += 1) {
    said.push(...(await liveAndDie({ folder, number, chance, acts })))
    onKill?.(number, said.filter(isAct).length)
  }
  const street = await openStreet({ folder, days: (kills + 1) * daysBetweenLives })
  try {
    said.push(await standOf(street))
    // Each round carries out what the round before caused. After an hour whatever failed is retried.
    for (let round = 0; round < 6; round += 1) {
      await runJobsOnce(street)
      street.letHoursPass(1)
    }
    const verdict: Verdict = await judge(street, folder, said)
    return { acknowledged: said.filter(isAct).length, ...verdict }
  } finally {
    await street.database.close()
    useClockForTimestamps(systemClock)
  }
}

const isAct = ({ what }: Acknowledged): boolean => !['up', 'deleting', 'round'].includes(what)

/** Ends a life in which everybody waits for somebody else. */
const longestLifeMs = 30_000
type Life = { folder: string; number: number; chance: Chance; acts: number }

/** Runs the working process once and kills it. Sometimes it is killed while it is still starting or recovering. */
async function liveAndDie({ folder, number, chance, acts }: Life): Promise<Acknowledged[]> {
  const args = [
    '--enable-source-maps',
    builtFrom('tests/support/crash/workload.ts'),
    folder,
    String(chance.below(1_000_000)),
    String(number * daysBetweenLives),
  ]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: Acknowledged[] = []
  const lines = createInterface(child.stdout)
  const enough = chance.between(1, acts)
  // Letters leave in most lives, and some deletions are cut off.
  const round = chance.percent(70)
  const cut = { off: chance.percent(30), at: chance.between(1, 4), afterMs: chance.below(20) }
  const worked = new Promise<void>(resolve => {
    lines.on('line', line => {
      const one = JSON.parse(line) as Acknowledged
      said.push(one)
      const isRound = !round || said.some(({ what }) => what === 'round')
      if (isRound && said.filter(isAct).length >= enough) resolve()
      const deletions = said.filter(({ what }) => what === 'deleting').length
      if (cut.off && deletions === cut.at) setTimeout(resolve, cut.afterMs)
    })
  })
  const early = number > 1 && chance.percent(10)
  await Promise.race([
    worked,
    diedBefore(child),
    wait(longestLifeMs),
    ...(early ? [wait(chance.between(200, 1_500))] : []),
  ])
  await wait(chance.below(40))
  await kill(child, lines)
  return said
}

async function diedBefore(child: ChildProcess): Promise<void> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  if (signal !== 'SIGKILL') throw new Error(`the workload ended by itself with ${String(code)} ${String(signal)}`)
}

/** Kills the process and resolves once everything it had written to the pipe is read. */
async function kill(child: ChildProcess, lines: ReturnType<typeof createInterface>): Promise<void> {
  const read = once(lines, 'close')
  child.kill('SIGKILL')
  await read
}
