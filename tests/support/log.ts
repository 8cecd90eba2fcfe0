import { Writable } from 'node:stream'
import { pino } from 'pino'
import { linesWithOrigin, type Log } from '#outside/log.ts'

type Line = { level: number; msg: string } & Record<string, unknown>

/** Creates a log that keeps its lines, so that a test can read them. */
export function testLog(): Log & { lines: () => Line[]; raw: () => string } {
  const kept: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      kept.push(String(chunk))
      done()
    },
  })
  const log = pino({ level: 'debug', formatters: linesWithOrigin }, stream)
  return Object.assign(log, { lines: () => kept.map(line => JSON.parse(line) as Line), raw: () => kept.join('') })
}
