import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Request, RequestHandler } from 'express'
import { pinoHttp } from 'pino-http'
import { runWithOrigin } from '#models/parts/origin.ts'
import { pagePaths } from '#server/page-paths.ts'
import { linesWithTrace, type Log } from '#outside/log.ts'

/** What stands before a secret in an address: every page whose pattern has a `:token`. */
const beforeSecrets = pagePaths.flatMap(pattern => /([^/]+)\/:token/.exec(pattern)?.[1] ?? [])
const secretPaths = new RegExp(`/(${[...new Set(beforeSecrets)].join('|')})/[^/?]+`)

/** Logs one line for each request, with an id that the error page shows; never a header, a body or a one-time link. */
export function logRequests(log: Log): RequestHandler {
  return pinoHttp({
    logger: log,
    // These lines get their id from pino-http, which also has it after the response is sent.
    formatters: linesWithTrace,
    genReqId: (_req, res) => {
      const id = randomUUID()
      res.setHeader('X-Request-Id', id)
      return id
    },
    autoLogging: { ignore: ({ url }) => url === '/healthz' || url.startsWith('/assets/') },
    customLogLevel: () => 'info',
    // Failures have their own line with a stack (`handleError`). pino-http would invent an error for each status from 500.
    customErrorObject: (req, _res, _error, { err: _madeUp, ...line }: Record<string, unknown>) => ({
      ...askedBy(req),
      ...line,
    }),
    // Not `customProps`: for these pino-http makes another logger at the beginning of each request, when nobody is known yet.
    customSuccessObject: (req, _res, line: Record<string, unknown>) => ({ ...askedBy(req), ...line }),
    quietReqLogger: true,
    serializers: {
      req: (req: { method: string; url: string }) => ({ method: req.method, path: cleanPath(req.url) }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  }) as RequestHandler
}

/** Returns the account, and the key of a program, that a request turned out to come from. */
function askedBy(req: IncomingMessage): { account?: string; key?: string } {
  const { account, token } = (req as Request).res?.locals ?? {}
  if (token) return { account: token.account.id, key: token.prefix }
  return account ? { account: account.id } : {}
}

/** Runs the rest of the request on its behalf: its log lines and the effects it leaves carry its id. */
export const runWithRequestOrigin: RequestHandler = (req, res, next) => {
  runWithOrigin({ requestId: req.id as string, traceparent: res.locals.traceparent }, next)
}

/** Returns a path for records: without the query, which may hold what people typed into a search. */
export const cleanPath = (url: string): string =>
  url.replace(/\?.*$/s, '').replace(secretPaths, '/$1/[masked]').slice(0, 300)
