import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const shippedRules = path.resolve('deploy/prometheus/alerts.yaml')
/** Seconds between scrapes, and between evaluations, as the handbook configures Prometheus. */
export const everySeconds = 15

/**
 * Checks whether promtool is installed. CI installs it (.ci/run), so its absence fails there; elsewhere its tests are
 * skipped with a message.
 */
export function hasPromtool(): boolean {
  try {
    execFileSync('promtool', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    if (process.env.CI === 'true') throw new Error('promtool is missing: apt-get install promtool (see .ci/run)')
    process.stderr.write('promtool is not installed (apt-get install promtool): its tests are SKIPPED\n')
    return false
  }
}

/** Values of `/metrics` by name and labels of the line; null when nothing answered, as in Prometheus. */
type Scrape = Map<string, string> | null

/**
 * Records scrapes of processes, on which the real rules are evaluated. Each counts as 15 seconds after the one before,
 * whatever the real time between them: shares and quantiles stay the same, and ages are those the site reports.
 */
export function recordingOf(processes: Record<string, string>) {
  const scrapes = new Map<string, Scrape[]>(Object.keys(processes).map(name => [name, []]))

  /** Scrapes all processes once. */
  async function scrape(): Promise<void> {
    await Promise.all(
      Object.entries(processes).map(async ([name, url]) => scrapes.get(name)!.push(await metricsAt(`${url}/metrics`))),
    )
  }

  /** Repeats the last scrape `times` times. Returns the second at which the last of them counts. */
  function hold(times: number): number {
    for (const all of scrapes.values()) all.push(...Array<Scrape>(times).fill(all.at(-1)!))
    return ([...scrapes.values()][0]!.length - 1) * everySeconds
  }

  /** Returns the names of the alerts of `deploy/prometheus/alerts.yaml` that are firing at each of these seconds. */
  const raisedAt = (seconds: readonly number[]): string[][] => {
    const named = new Set(readFileSync(shippedRules, 'utf8').match(/\b[a-z]+(?:_[a-z0-9]+)+\b/g))
    const series = [...scrapes].flatMap(([name, all]) => seriesOf(name, all, metric => named.has(metric)))
    return judged(series, seconds)
  }

  return { scrape, hold, raisedAt }
}

async function metricsAt(url: string): Promise<Scrape> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) })
    if (!response.ok) return null
    const lines = (await response.text()).split('\n').filter(line => line !== '' && !line.startsWith('#'))
    return new Map(lines.map(line => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]))
  } catch {
    return null
  }
}

/** A series in the notation of `promtool`: its name with labels, and a value for each 15 seconds. */
export type Series = { series: string; values: string }

function seriesOf(instance: string, scrapes: readonly Scrape[], isWanted: (metric: string) => boolean): Series[] {
  const own = `job="startup-street",instance="${instance}"`
  const labelled = (key: string) =>
    key.includes('{')
      ? key.replaceAll(/([{,])(job|instance)=/g, '$1exported_$2=').replace('{', `{${own},`)
      : `${key}{${own}}`
  const keys = new Set(scrapes.flatMap(scrape => [...(scrape?.keys() ?? [])]))
  const wanted = [...keys].filter(key => isWanted(key.split('{', 1)[0]!))
  const up = { series: `up{${own}}`, values: scrapes.map(scrape => (scrape ? '1' : '0')).join(' ') }
  return [up, ...wanted.map(key => ({ series: labelled(key), values: valuesOf(scrapes, key).join(' ') }))]
}

/** Marks a series that is no longer there as stale at once, as Prometheus does. */
const valuesOf = (scrapes: readonly Scrape[], key: string): string[] =>
  scrapes.map((scrape, i) => scrape?.get(key) ?? (scrapes[i - 1]?.has(key) ? 'stale' : '_'))

/**
 * Returns the names of the shipped alerts that these series raise at each of these seconds. `evaluationSeconds` sets the
 * evaluation interval: a test over hours need not be evaluated every 15 seconds. Asks promtool with the expectation that no
 * alert is raised and reads the alerts from the difference it reports.
 */
export function judged(
  series: readonly Series[],
  seconds: readonly number[],
  evaluationSeconds = everySeconds,
): string[][] {
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-prometheus-'))
  try {
    const file = path.join(folder, 'recorded.json')
    const expr = 'group by (alertname) (ALERTS{alertstate="firing"})'
    const asked = seconds.map(at => ({ expr, eval_time: `${at}s`, exp_samples: [] }))
    const interval = `${everySeconds}s`
    const tests = [{ interval, input_series: series, promql_expr_test: asked }]
    writeFileSync(
      file,
      JSON.stringify({ rule_files: [shippedRules], evaluation_interval: `${evaluationSeconds}s`, tests }),
    )
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' })
    const said = `${stdout}${stderr}`
    const differing = [...said.matchAll(/time: ([\dhms]+),\s+exp: nil\s+got: (.*)/g)]
    if (status !== 0 && differing.length === 0) throw new Error(said)
    const raised = new Map(differing.map(([, time = '', got = '']) => [secondsIn(time), alertsIn(got)]))
    return seconds.map(at => raised.get(at) ?? [])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const secondsIn = (time: string): number => {
  const of = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(time)?.[1] ?? 0)
  return of('h') * 3_600 + of('m') * 60 + of('s')
}
const alertsIn = (got: string): string[] => [...got.matchAll(/alertname="(\w+)"/g)].map(([, name = '']) => name).sort()
