import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Keeps each worker of the tests, with the processes that it starts, on one core. A command of the database goes through four
 * threads of the process, one after the other; where they run on several cores, waking each takes most of the command's time:
 * a `find` takes 0.63 ms of processor time on a virtual machine, and 0.15 ms on one core. Without `taskset`, which is in every
 * Debian, the tests run as well.
 */
const kept = globalThis as { onOneCore?: true }
if (process.platform === 'linux' && !kept.onOneCore) {
  kept.onOneCore = true
  const cores = coresOf(readFileSync('/proc/self/status', 'utf8'))
  const core = cores[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % cores.length]
  try {
    execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(process.pid)], {
      stdio: 'ignore',
    })
  } catch {
    // There is no taskset here.
  }
}

/** Returns the numbers of the cores on which a process may run, from its status: `Cpus_allowed_list: 0-3,6`. */
function coresOf(status: string): number[] {
  const ranges = /Cpus_allowed_list:\s*(\S+)/.exec(status)?.[1]?.split(',') ?? []
  return ranges.flatMap(range => {
    const [first = 0, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, at) => first + at)
  })
}
