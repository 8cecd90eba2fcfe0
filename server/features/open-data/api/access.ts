import type { RequestHandler } from 'express'
import { sendProblem } from '#web/requests/problem.ts'
import { useProgramLanguage } from '#web/access/program-language.ts'

const readable =
  'ETag, Link, Retry-After, RateLimit, RateLimit-Policy, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset'

/**
 * What holds for the whole API: any page of any site may read it, nobody may write, no search engine lists it. It
 * explains failures in the language that was asked for.
 */
export const apiDoor: RequestHandler = (req, res, next) => {
  useProgramLanguage(req, res)
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': readable,
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
  if (req.method === 'GET' || req.method === 'HEAD') next()
  else if (req.method === 'OPTIONS') allowReading(req, res, next)
  else refuseWriting(req, res, next)
}

/** A browser asks first when a page sends `If-None-Match`. */
const allowReading: RequestHandler = (_req, res) => {
  res
    .set({
      'Access-Control-Allow-Methods': 'GET, HEAD',
      'Access-Control-Allow-Headers': 'If-None-Match, Accept-Language',
      'Access-Control-Max-Age': '86400',
      Allow: 'GET, HEAD, OPTIONS',
    })
    .status(204)
    .end()
}

const refuseWriting: RequestHandler = (_req, res) => {
  const { t } = res.locals
  res.set('Allow', 'GET, HEAD, OPTIONS')
  sendProblem(res, { status: 405, title: t('open-data.problem.method'), detail: t('open-data.problem.method-detail') })
}
