import type { Log } from '#outside/log.ts'
import { withDeps } from '#shared/with-deps.ts'
import { certificateWatch } from './certificate.ts'
import { gaugesOf } from './gauges.ts'
import { readState, type Jobs, type ReaderDeps } from './reading.ts'

const gaugesCacheMs = 5_000
/** Prometheus waits ten seconds for the whole response. */
const gaugesTimeoutMs = 3_000

type Watch = Parameters<typeof certificateWatch>[0]
type Deps = Omit<ReaderDeps, 'certificate'> & { log: Log; mail: Watch['mail'] } & Pick<Watch, 'administrators'> & {
    config: Pick<Watch, 'publicUrl'>
  }

/** What is late, parked, failing or full, for administrators and Prometheus. */
export function statusService({ log, administrators, ...deps }: Deps) {
  const { clock, config, mail } = deps
  const certificate = certificateWatch({ clock, publicUrl: config.publicUrl, mail, administrators })
  const read = withDeps({ ...deps, certificate }, readState)

  const lately: { at: number; text: Promise<string> } = { at: -Infinity, text: Promise.resolve('') }

  /**
   * Returns the state as Prometheus gauges, read at most once in five seconds. Empty when it cannot be read: the metrics of
   * the process itself are available while the database is away.
   */
  function gauges(jobs: Jobs): Promise<string> {
    const age = clock.machineNow().getTime() - lately.at
    if (age < 0 || age >= gaugesCacheMs) {
      lately.at = clock.machineNow().getTime()
      lately.text = withTimeout(read(jobs).then(gaugesOf)).catch((error: unknown) => {
        log.warn({ err: error }, 'the state of the site could not be read for its gauges')
        return ''
      })
    }
    return lately.text
  }

  return { read, gauges, certificate }
}

/** Returns the text. Throws when it takes longer than `gaugesTimeoutMs`. */
async function withTimeout(text: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${String(gaugesTimeoutMs)} ms`)), gaugesTimeoutMs)
  })
  try {
    return await Promise.race([text, late])
  } finally {
    clearTimeout(timer)
  }
}
