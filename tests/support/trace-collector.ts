import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

type Value = { stringValue?: string; intValue?: number | string }
type Attribute = { key: string; value: Value }
type Sent = {
  resourceSpans: {
    resource: { attributes: Attribute[] }
    scopeSpans: { spans: (Omit<Span, 'of'> & { attributes: Attribute[] })[] }[]
  }[]
}
/** A received span; `of` is the service that sent it. */
export type Span = {
  name: string
  kind: number
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: Attribute[]
  status: { code?: number; message?: string }
  of: string
}

/** Starts a collector that keeps what it receives by OTLP, JSON over HTTP, at `/v1/traces`. */
export async function traceCollector() {
  const spans: Span[] = []
  const paths: string[] = []
  const server = createServer((req, res) => {
    paths.push(req.url ?? '')
    void json(req).then(body => {
      for (const { resource, scopeSpans } of (body as Sent).resourceSpans) {
        const of = textOf(resource.attributes, 'service.name')
        for (const scope of scopeSpans) spans.push(...scope.spans.map(span => ({ ...span, of })))
      }
      res.setHeader('Content-Type', 'application/json').end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spans,
    paths,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const textOf = (attributes: readonly Attribute[], key: string): string => {
  const { stringValue, intValue } = attributes.find(one => one.key === key)?.value ?? {}
  return stringValue ?? String(intValue ?? '')
}
