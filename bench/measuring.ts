import { setTimeout as wait } from 'node:timers/promises'
import autocannon from 'autocannon'
import { processorMs, type Started } from './processes.ts'

const connections = 32
const seconds = 8
const rounds = 3
/** Requests after which a program runs at full speed. They are counted, because on a busy machine it takes longer. */
const untilWarm = 4_000

/** The requested paths, in turn, and the headers of the requests. */
export type Asked = { paths: readonly string[]; headers: Record<string, string> }
/** `cpuMs` is the processor time of a request, which other load on the machine hardly affects. */
type Measured = { perSecond: number; p50: number; p99: number; cpuMs: number }

export async function load({ url, pid }: Started, { paths, headers }: Asked): Promise<Measured> {
  const requests = paths.map(one => ({ path: one }))
  const before = processorMs(pid)
  const result = await autocannon({ url, connections, duration: seconds, headers, requests })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx + result.errors} requests failed at ${url}`)
  const cpuMs = (processorMs(pid) - before) / result.requests.total
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, cpuMs }
}

export async function warmUp({ url }: Started, { paths, headers }: Asked): Promise<void> {
  await autocannon({ url, connections, amount: untilWarm, headers, requests: paths.map(one => ({ path: one })) })
}

/** Measures the site and bare Express alternately, several times, so that other load on the machine affects both. */
export async function compare(site: Started, bare: Started, asked: Asked) {
  const rows: { site: Measured; bare: Measured }[] = []
  for (let round = 0; round < rounds; round += 1) {
    rows.push({ bare: await load(bare, { paths: ['/page'], headers: {} }), site: await load(site, asked) })
  }
  return {
    perSecond: median(rows.map(row => row.site.perSecond)),
    ratio: median(rows.map(row => row.site.perSecond / row.bare.perSecond)),
    siteCpuMs: median(rows.map(row => row.site.cpuMs)),
    bareCpuMs: median(rows.map(row => row.bare.cpuMs)),
    cpuRatio: median(rows.map(row => row.bare.cpuMs / row.site.cpuMs)),
    spread: median(rows.map(row => row.site.p99 / Math.max(1, row.site.p50))),
  }
}

type Cost = { p50: number; p95: number; cpuMs: number }

/**
 * Sends single requests, one after the other, a fifth of them to warm up. Returns their times and the processor time of
 * each, in milliseconds.
 */
export async function costOf({ url, pid }: Started, { paths, headers }: Asked, requests = 500): Promise<Cost> {
  const times: number[] = []
  const toWarmUp = requests / 5
  let before = 0
  for (let count = 0; count < requests; count += 1) {
    if (count === toWarmUp) before = processorMs(pid)
    const began = performance.now()
    const response = await fetch(`${url}${paths[count % paths.length] ?? ''}`, { headers })
    await response.arrayBuffer()
    if (count >= toWarmUp) times.push(performance.now() - began)
  }
  const cpuMs = (processorMs(pid) - before) / times.length
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), cpuMs }
}

/** Waits until a process that has just started has done its one-time work: nearly no processor time in two seconds. */
export async function untilAtRest({ pid }: Started): Promise<void> {
  for (let used = Number.POSITIVE_INFINITY; used > 100;) {
    const before = processorMs(pid)
    await wait(2_000)
    used = processorMs(pid) - before
  }
}

export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
}

/** Returns the middle value; of an even number of values the upper of the two. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)
