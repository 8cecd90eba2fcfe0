import { setTimeout as wait } from 'node:timers/promises'
import { run, until } from './processes.ts'

/**
 * `says` is what the process prints once it has begun; `afterMs` is how long it may work from then on. Without `afterMs` it
 * kills itself.
 */
type Life = { args: string[]; says: RegExp; afterMs?: number }

/** Starts a test process and kills it with SIGKILL. Returns its output; throws when it ends in any other way. */
export async function killedAtWork(source: string, { args, says, afterMs }: Life): Promise<string> {
  const { process, output, exited } = run(source, { args })
  const killed = exited.then(({ code, signal }) => {
    if (signal !== 'SIGKILL') throw new Error(`${source} ended with ${code ?? signal}: ${output()}`)
  })
  try {
    await Promise.race([killed, until(() => says.test(output()), output)])
    if (afterMs !== undefined) await Promise.race([killed, wait(afterMs)])
    else await killed
  } finally {
    process.kill('SIGKILL')
  }
  await killed
  return says.exec(output())?.[0] ?? ''
}
