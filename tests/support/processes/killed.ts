import { setTimeout as wait } from 'node:timers/promises'
import { run, until } from './processes.ts'

/** `says`: what it writes once it has begun; `afterMs`: how long it is let work from then on, or without it until it kills itself. */
type Life = { args: string[]; says: RegExp; afterMs?: number }

/** Starts a process of the tests and kills it as a power cut would. Returns what it said; throws when it ends in any other way. */
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
