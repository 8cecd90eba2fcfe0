import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { pinoHttp } from 'pino-http'
import { comingFrom } from '#models/parts/origin.ts'
import { linesWithTrace, type Log } from '#outside/log.ts'

/** Secrets that stand in a path: links to confirm an address or to set a password, calendar feeds, the way out of letters. */
const secretPaths = /\/(verify|reset-password|feed|unsubscribe)\/[^/?]+/

/** One line a request, with an id that the error page shows; never a header, a body or a one-time link. */
export function logRequests(log: Log): RequestHandler {
  return pinoHttp({
    logger: log,
    // These lines have their id from pino-http, which knows it also after the answer has left.
    formatters: linesWithTrace,
    genReqId: (_req, res) => {
      const id = randomUUID()
      res.setHeader('X-Request-Id', id)
      return id
    },
    autoLogging: { ignore: ({ url }) => url === '/healthz' || url.startsWith('/assets/') },
    customLogLevel: () => 'info',
    // Whatever broke has a line of its own with its stack (`handleError`); pino-http would make one up for each status of 500 and more.
    customErrorObject: (_req, _res, _error, { err: _madeUp, ...line }: Record<string, unknown>) => line,
    quietReqLogger: true,
    serializers: {
      req: (req: { method: string; url: string }) => ({ method: req.method, path: cleanPath(req.url) }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
    customProps: req => {
      const { account, token } = (req as Request).res?.locals ?? {}
      if (token) return { account: token.account.id, key: token.prefix }
      return account ? { account: account.id } : {}
    },
  }) as RequestHandler
}

/** What a request does is done on its behalf from here on: its lines of the log and what it leaves to be done have its id. */
export const onBehalfOfRequest: RequestHandler = (req, res, next) => {
  comingFrom({ requestId: req.id as string, traceparent: res.locals.traceparent }, next)
}

/** A path for records: without the query, which may hold what people typed into a search. */
export const cleanPath = (url: string): string =>
  url.replace(/\?.*$/s, '').replace(secretPaths, '/$1/[masked]').slice(0, 300)
