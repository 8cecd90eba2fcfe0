import { openDatabase } from '#outside/database/database.ts'
import { killUnderLoad } from '../support/processes/kills-under-load.ts'
import { run } from '../support/processes/processes.ts'
import { severalProcesses } from '../support/processes/several-processes.ts'

/**
 * Kills one of two `web` and two `worker` processes 30 times (or the given number) while people work, and starts a successor
 * each time. Prints what was acknowledged and lost, and whether `npm run verify-data` holds. The second number is a seed.
 */
export async function manyProcesses([kills = 30, seed = Date.now() % 1_000_000]: number[]): Promise<boolean> {
  const env = { NODE_ENV: 'test', TRUST_PROXY: '1', LOG_LEVEL: 'warn' }
  const site = await severalProcesses({ env })
  console.log(`${kills} kills, seed ${seed}`)
  try {
    const webs = [await site.web(), await site.web()]
    const workers = [await site.worker(), await site.worker()]
    const database = await openDatabase(site.uri, { patient: true })
    const which = Array.from({ length: kills }, (_, i) => (i % 2 === 0 ? 'web' : 'worker'))
    const { acknowledged, unanswered, wrong, longestMs } = await killUnderLoad({
      site,
      webs,
      workers,
      kills: which,
      seed,
    })
    await database.close()
    const verify = run('server/bin/verify-data.ts', { env: site.env })
    const { code } = await verify.exited
    console.log(
      `${acknowledged} acts acknowledged, ${unanswered} requests cut off; the slowest answer took ${(longestMs / 1_000).toFixed(1)} s`,
    )
    console.log(`wrong: ${wrong.length}`)
    for (const one of wrong.slice(0, 20)) console.log(`  ${one}`)
    if (code !== 0) console.log(verify.output())
    return wrong.length === 0 && code === 0
  } finally {
    await site.end()
  }
}
