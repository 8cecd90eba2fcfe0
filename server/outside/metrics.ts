import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/**
 * What this process measures about itself, for Prometheus: one registry, with the names listed in
 * `docs/operations/metrics.md`. Labels are words of ours (routes, templates, collections), never what people type.
 */
export const registry = new Registry()
const registers = [registry]

/** Buckets in seconds. A cached page takes 1 ms; after 8 s a page gives up on the database. */
const buckets = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 8]

export const processMetrics = {
  requests: new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to answer, by the pattern of the route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets,
    registers,
  }),
  templates: new Histogram({
    name: 'template_render_duration_seconds',
    help: 'Time to make the HTML of a page from its model',
    labelNames: ['template'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.05, 0.25],
    registers,
  }),
  commands: new Histogram({
    name: 'database_command_duration_seconds',
    help: 'Time that the database took to answer a command',
    labelNames: ['command', 'collection', 'result'] as const,
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 3],
    registers,
  }),
  effects: new Counter({
    name: 'outbox_effects_total',
    help: 'Effects that were tried: done, failed (tried again) or parked (wait for an administrator)',
    labelNames: ['outbox', 'result'] as const,
    registers,
  }),
  jobs: new Histogram({
    name: 'job_duration_seconds',
    help: 'Time that a turn of a job took',
    labelNames: ['job_name', 'result'] as const,
    buckets: [0.01, 0.1, 1, 10, 60, 600],
    registers,
  }),
  jobFinished: new Gauge({
    name: 'job_last_success_timestamp_seconds',
    help: 'When this process last finished a turn of a job',
    labelNames: ['job_name'] as const,
    registers,
  }),
  mails: new Counter({
    name: 'mail_deliveries_total',
    help: 'Letters that were handed to the mail server: sent, postponed (tried again) or failed (given up)',
    labelNames: ['result'] as const,
    registers,
  }),
  pushes: new Counter({
    name: 'push_messages_total',
    help: 'Messages for devices: sent, postponed (tried again), given_up, refused; gone and ended: the device is told nothing any more',
    labelNames: ['service', 'result'] as const,
    registers,
  }),
  scans: new Histogram({
    name: 'malware_scan_duration_seconds',
    help: 'Time that the scanner took for a file, by its verdict',
    labelNames: ['verdict'] as const,
    buckets: [0.1, 0.5, 2.5, 10, 60, 150],
    registers,
  }),
  pageMemory: new Counter({
    name: 'page_memory_requests_total',
    help: 'Public pages for visitors without cookies: kept (answered from memory) or made',
    labelNames: ['result'] as const,
    registers,
  }),
  uploads: new Counter({
    name: 'uploads_total',
    help: 'Files that were sent in: taken or refused',
    labelNames: ['result'] as const,
    registers,
  }),
  uploadedBytes: new Counter({
    name: 'uploaded_bytes_total',
    help: 'Bytes of the files that were taken',
    registers,
  }),
}

// Prometheus sees an increase only of a series that existed before: without these the first refused letter would go
// unnoticed.
for (const result of ['sent', 'postponed', 'failed']) processMetrics.mails.inc({ result }, 0)
for (const verdict of ['clean', 'infected', 'undecided', 'away']) processMetrics.scans.zero({ verdict })

let isMeasuring = false
/** Measures memory, processor, event loop and garbage collection from the first call on. Later calls do nothing. */
export function measureProcess(): void {
  if (isMeasuring) return
  isMeasuring = true
  // The default precision, a hundred times a second, is half of what an idle site costs.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
}

/** Runs `work` and observes its duration, labelled by its result, or by `failed` when it throws. */
export async function measureDuration<Result>(
  histogram: { startTimer(): (labels: Record<string, string>) => number },
  work: () => Promise<Result>,
  labels: (result: Result | 'failed') => Record<string, string>,
): Promise<Result> {
  const stop = histogram.startTimer()
  try {
    const result = await work()
    stop(labels(result))
    return result
  } catch (error) {
    stop(labels('failed'))
    throw error
  }
}
