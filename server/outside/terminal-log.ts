import { inspect } from 'node:util'

type Line = { level: number; time: number; msg?: string; reqId?: string } & Record<string, unknown>
type Completed = { req: { method: string; path: string }; res: { status: number }; responseTime: number }

const warning = 40
const error = 50

/**
 * Whether the lines of a process are read by somebody at a terminal, and not by programs. In production they are JSON even
 * there: an operator who tries a command by hand must see what the journal will contain.
 */
export const isReadAtTerminal = (production: boolean, output: { isTTY?: boolean } = process.stdout): boolean =>
  output.isTTY === true && !production

/**
 * Returns a line of the log as somebody at a terminal reads it, or null for lines of what jobs, effects and migrations did
 * when nothing is wrong. `all` keeps these.
 */
export function terminalLine(json: string, { all }: { all: boolean }): string | null {
  const line = JSON.parse(json) as Line
  const { level, time, msg = '', pid: _pid, hostname: _host, err, ...fields } = line
  const at = new Date(time).toTimeString().slice(0, 8)
  if (isCompleted(line)) {
    const { req, res, responseTime } = line
    return `${at} ${req.method} ${req.path} ${res.status}, ${responseTime} ms\n`
  }
  if (level < warning) {
    const isAboutWork = line.reqId !== undefined || line.migration !== undefined || line.migrations !== undefined
    if (isAboutWork && !all) return null
    return `${at} ${msg}${all ? written(fields) : ''}\n`
  }
  return `${at} ${level < error ? 'WARNING' : 'ERROR'} ${msg}${written(fields)}\n${stackOf(err)}`
}

const isCompleted = (line: Line): line is Line & Completed =>
  line.responseTime !== undefined && line.req !== undefined && line.res !== undefined

/** Returns the fields of a line behind its message; those of pino itself are left out. */
function written({ level: _level, time: _time, ...fields }: Record<string, unknown>): string {
  if (Object.keys(fields).length === 0) return ''
  return ` ${inspect(fields, { breakLength: Infinity, depth: 4 })}`
}

function stackOf(err: unknown): string {
  if (typeof err !== 'object' || err === null) return ''
  const { stack, message } = err as { stack?: string; message?: string }
  const text = stack ?? message ?? inspect(err)
  return `${text.replace(/^/gm, '    ')}\n`
}
