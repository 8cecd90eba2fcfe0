import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'

export type Started = { url: string; pid: number; readyMs: number; stop(): Promise<void> }
/** `demo`: whether the street is a demonstration. */
type Site = { folder: string; port: number; demo?: 'on' | 'off' }

export const settings = ({ folder, port, demo = 'on' }: Site) => ({
  ...process.env,
  ENV_FILE: 'off',
  PORT: String(port),
  DATA_DIR: folder,
  MONGODB_URI: `mongodb_embedded://${folder}/db`,
  LOG_LEVEL: 'warn',
  NODE_ENV: 'test',
  DEMO: demo,
})

/** Node as a production site runs on it. */
export const productionNode = path.join(import.meta.dirname, '../deploy/node')

/** Fills a folder with a demonstration street of so many units. */
export async function seed(site: Site, premises: number): Promise<void> {
  const child = spawn('node', ['dist/server/bin/seed.js', '--premises', String(premises)], {
    env: settings(site),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`seeding ended with ${String(code)}`)
}

/** Starts the built site and waits until it serves a page; `readyMs` is how long that took. */
export async function startSite(site: Site): Promise<Started> {
  const began = performance.now()
  const child = spawn(productionNode, ['dist/server/bin/web.js'], {
    env: settings(site),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://localhost:${site.port}`
  await untilServed(`${url}/ru`, child)
  return { url, pid: child.pid ?? 0, readyMs: performance.now() - began, stop: () => stop(child) }
}

export async function startBare(file: string, port: number): Promise<Started> {
  const began = performance.now()
  const child = fork('bench/bare.ts', [file, String(port)], { execArgv: ['--import', 'tsx'] })
  await once(child, 'message')
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    readyMs: performance.now() - began,
    stop: () => stop(child),
  }
}

async function untilServed(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('the site ended before it served a page')
    const served = await fetch(url).then(
      response => response.ok,
      () => false,
    )
    if (served) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGINT')
  if (child.exitCode === null) await once(child, 'exit')
}

/**
 * Returns the processor time of a process on all its threads since it started, in milliseconds (Linux, in steps of a
 * hundredth of a second).
 */
export function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}

/** Returns the peak memory of a process in MB (Linux); 0 when it has ended. */
export function peakMb(pid: number): number {
  try {
    const [, kb = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Math.round(Number(kb) / 1024)
  } catch {
    return 0
  }
}

/** Returns the resident memory of a process in MB (Linux). */
export function residentMb(pid: number): number {
  const [, kb = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kb) / 1024)
}
