import { keepAliveLoad } from '../support/processes/keep-alive-load.ts'
import { statusOf } from '../support/processes/processes.ts'
import { severalProcesses } from '../support/processes/several-processes.ts'

const requestsOfRound = 500

/**
 * In each round (20 by default), ends one of two processes of the site and starts it again while 500 requests come over 50
 * keep-alive connections, distributed by a load balancer that polls `/readyz` every half second. Prints the failed requests.
 */
export async function drain([rounds = 20]: number[]): Promise<boolean> {
  const site = await severalProcesses({ env: { LOG_LEVEL: 'error' } })
  const sum = { answered: 0, closing: 0, turnedAway: 0, errors: [] as string[], longestMs: 0 }
  try {
    const webs = [await site.web(), await site.web()]
    const red = new Set<number>()
    const asking = setInterval(() => {
      for (const { port, url } of webs)
        void statusOf(`${url}/readyz`).then(status => (status === 200 ? red.delete(port) : red.add(port)))
    }, 500)
    for (let round = 0; round < rounds; round += 1) {
      const which = round % webs.length
      const ending = webs[which]!
      const endAfter = 50 + Math.floor(Math.random() * 300)
      let toldAt = 0
      const came = await keepAliveLoad({
        ports: () => webs.map(({ port }) => port).filter(port => !red.has(port)),
        connections: 50,
        requests: requestsOfRound,
        path: '/en',
        pauseMs: 200,
        answered: count => {
          if (toldAt > 0 || count < endAfter) return
          toldAt = performance.now()
          ending.process.kill('SIGTERM')
        },
      })
      const { code } = await ending.exited
      sum.longestMs = Math.max(sum.longestMs, performance.now() - toldAt)
      if (code !== 0) sum.errors.push(`a process ended with ${String(code)}: ${ending.output()}`)
      for (const what of ['answered', 'closing', 'turnedAway'] as const) sum[what] += came[what]
      sum.errors.push(...came.errors)
      // In production a process announces its end before it stops listening, and nobody connects to it any more.
      if (came.reset > 0) sum.errors.push(`${came.reset} new connections were reset`)
      webs[which] = await site.web(ending.port)
    }
    clearInterval(asking)
  } finally {
    await site.end()
  }
  const { answered, closing, turnedAway, errors, longestMs } = sum
  console.log(`${rounds} processes ended, the slowest in ${(longestMs / 1_000).toFixed(1)} s`)
  console.log(
    `${answered} requests answered, ${closing} of them with Connection: close; ${turnedAway} connections refused`,
  )
  console.log(`in error: ${errors.length}`)
  for (const one of errors.slice(0, 20)) console.log(`  ${one}`)
  return errors.length === 0 && answered === rounds * requestsOfRound
}
