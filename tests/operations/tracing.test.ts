import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { MailModel } from '#models/mail.ts'
import { readConfig } from '#server/config.ts'
import { openTelemetry } from '#outside/tracing/opentelemetry.ts'
import { stopTracing, useTracer } from '#outside/tracing/tracing.ts'
import { aPremises } from '../factories/premises.ts'
import { builtFrom } from '../support/processes/built-processes.ts'
import { copyPrepared } from '../support/processes/prepared-folder.ts'
import { freePort, run, statusOf, until } from '../support/processes/processes.ts'
import { useSite } from '../support/site.ts'
import { textOf, traceCollector, type Span } from '../support/trace-collector.ts'

const server = 2
const failed = 2
const collector = await traceCollector()
afterAll(() => collector.close())

describe('tracing with a collector', () => {
  const site = useSite()
  const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'street-of-a-test' }
  beforeAll(() => void Object.assign(process.env, variables))
  afterAll(() => {
    useTracer(null)
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
    delete process.env.OTEL_SERVICE_NAME
  })

  /** Returns the spans that were sent during `act`. */
  async function tracedWhile(act: () => Promise<unknown>): Promise<Span[]> {
    collector.spans.length = 0
    useTracer(openTelemetry(site.log))
    await act()
    await stopTracing()
    return collector.spans.splice(0)
  }
  const question = {
    name: 'Olga Secret',
    email: 'olga-secret@example.com',
    phone: '+7 900 secret',
    messenger: '',
    preferredLanguage: 'ru',
    topic: 'premises',
    premisesCode: '',
    message: 'secret words',
    website: '',
    opened: String(new Date('2026-11-25T11:00:00+08:00').getTime()),
  }
  const ask = () => site.visit.post('/ru/contact?from=secret').type('form').send(question).expect(303)

  it('sends the templates and the database queries of a request, with route patterns and our own names', async () => {
    const { code } = await aPremises()
    const spans = await tracedWhile(async () => {
      await site.visit.get('/readyz').expect(200)
      await site.visit.get(`/en/premises/${code}?note=secret`).set('Cookie', 'a=b').expect(200)
    })
    const request = spans.find(({ kind }) => kind === server)
    expect(request).toMatchObject({ name: 'GET /premises/:code', of: 'street-of-a-test' })
    expect(textOf(request!.attributes, 'http.response.status_code')).toBe('200')
    const below = spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId)
    expect(below.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^render catalogue\//))
    expect(below.filter(({ attributes }) => textOf(attributes, 'db.system.name') === 'mongodb').length).toBeGreaterThan(
      0,
    )
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
    expect(JSON.stringify(spans)).not.toMatch(new RegExp(`secret|${code}|127\\.0\\.0\\.1`))
    expect(collector.paths.at(-1)).toBe('/v1/traces')
  })

  it('continues the trace in the log and in effects and mail that another process carries out', async () => {
    const spans = await tracedWhile(async () => {
      await ask()
      await site.runJobs()
    })
    const request = spans.find(({ name }) => name === 'POST /contact')
    const ofTrace = spans.filter(({ traceId }) => traceId === request?.traceId)
    const effect = ofTrace.find(({ name }) => name === 'effect enquiries confirm')
    expect(effect?.parentSpanId).toBe(request?.spanId)
    expect(ofTrace.find(({ name }) => name === 'mail enquiry-received')?.parentSpanId).toBe(effect?.spanId)
    expect(spans.find(({ name }) => name === 'job carry-out-effects')?.traceId).not.toBe(request?.traceId)
    const lines = site.log.lines().filter(line => line.trace_id === request?.traceId)
    expect(lines.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['request completed', 'effect carried out', 'mail sent']),
    )
    expect(JSON.stringify(spans)).not.toMatch(/secret|olga/i)
  })

  it('reports the type of an error, not its message', async () => {
    const spans = await tracedWhile(async () => {
      await ask()
      await EnquiryModel.collection.updateMany({}, { $set: { 'effects.0.kind': 'reply', 'effects.0.facts': null } })
      await site.runJobs()
    })
    const effect = spans.find(({ name }) => name === 'effect enquiries reply')
    expect(effect?.status).toEqual({ code: failed })
    expect(textOf(effect!.attributes, 'error.type')).toBe('TypeError')
  })

  it('leaves no hooks in place when it is off', async () => {
    await ask()
    await site.runJobs()
    const [mail] = await MailModel.find().lean()
    expect(Object.keys(mail?.origin ?? {})).toEqual(['requestId'])
    expect(collector.spans).toEqual([])
  })
})

describe('a process with tracing', () => {
  it('sends its spans before it exits', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-traced-'))
    await copyPrepared(folder)
    const port = await freePort()
    const env = { DATA_DIR: folder, PORT: String(port), HOST: '127.0.0.1', DEMO: 'off', JOBS: 'elsewhere' }
    const site = run('server/bin/web.ts', { env: { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } })
    await until(async () => (await statusOf(`http://127.0.0.1:${port}/en`)) === 200, site.output, 60_000)
    site.process.kill('SIGTERM')
    expect((await site.exited).code, site.output()).toBe(0)
    expect(collector.spans.map(({ name, of }) => `${of}: ${name}`)).toContain('startup-street: GET /')
    await rm(folder, { recursive: true, force: true })
  }, 90_000)

  it.each(['web', 'worker'])('does not load OpenTelemetry until it is configured: %s', name => {
    const reached = new Set<string>()
    const reach = (file: string): void => {
      if (reached.has(file)) return
      reached.add(file)
      // Not `import("…")`, which loads on demand.
      const imports = /\b(?:import|export)\b[^;"'`()]*\bfrom ?"([^"]+)"|\bimport ?"([^"]+)"/g
      for (const [, named, whole] of readFileSync(file, 'utf8').matchAll(imports)) {
        const from = named ?? whole ?? ''
        expect(from).not.toContain('opentelemetry')
        if (from.startsWith('.')) reach(path.resolve(path.dirname(file), from))
      }
    }
    reach(builtFrom(`server/bin/${name}.ts`))
    expect(reached.size).toBeGreaterThan(1)
  })
})

describe('the OpenTelemetry variables', () => {
  const traced = (env: Record<string, string>) => readConfig(env).tracing
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }

  it.each([
    ['nothing is set', {}, false],
    ['a collector is named', endpoint, true],
    ['one for traces is', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, true],
    ['the exporter is named', { OTEL_TRACES_EXPORTER: 'otlp' }, true],
    ['the SDK is disabled', { ...endpoint, OTEL_SDK_DISABLED: 'true' }, false],
    ['traces go nowhere', { ...endpoint, OTEL_TRACES_EXPORTER: 'none' }, false],
  ])('decide whether tracing is on when %s', (_when, env: Record<string, string>, expected) => {
    expect(traced(env)).toBe(expected)
  })

  it.each([
    [{ ...endpoint, OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER'],
    [{ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  ])('are refused by name when the site does not support their value: %o', (env, name) => {
    expect(() => traced(env)).toThrow(name)
  })
})
