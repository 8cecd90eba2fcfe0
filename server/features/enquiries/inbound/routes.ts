import { timingSafeEqual } from 'node:crypto'
import express, { Router, type Request, type RequestHandler } from 'express'
import type { Services } from '#server/services.ts'
import { invalid, notFound } from '#shared/errors.ts'
import { anyone } from '#web/access/access.ts'
import { auditRequests } from '#web/access/audit-requests.ts'
import type { InboundMail } from './receiving.ts'
import { parsedLetter } from './input.ts'
import { readLetter } from './letter.ts'

/**
 * Route by which the mail server of the reply mailbox delivers mails: raw (`message/rfc822`) or parsed, as JSON. It stands
 * before sessions. Without the secret it does not exist, and nothing is read before the secret is verified. Returns 404 with
 * an outcome for a mail that belongs to no enquiry; the mail server then informs its sender. Anything that the server should
 * not retry is 2xx or 4xx (docs/incoming-mail.md).
 */
export function inboundMailRoutes(
  { enquiries, audit }: Pick<Services, 'enquiries' | 'audit'>,
  { inboundMailSecret }: { inboundMailSecret: string | undefined },
): Router {
  const router = Router({ caseSensitive: true })
  const auditMiddleware = auditRequests(audit, () => ({ id: null, role: 'system' }))
  const body = express.json({ limit: '512kb' })

  router.post(
    '/inbound/enquiries',
    anyone,
    requireSecret(inboundMailSecret),
    auditMiddleware,
    body,
    async (req, res) => {
      const outcome = await enquiries.receive(await readRequestMail(req))
      req.log.info({ outcome }, 'answer by mail')
      res.status(outcome === 'unknown' ? 404 : 200).json({ outcome })
    },
  )

  return router
}

async function readRequestMail(req: Request): Promise<InboundMail> {
  if (req.is('message/rfc822')) return readLetter(req)
  if (!req.is('json')) throw invalid('inbound.type')
  const read = parsedLetter.safeParse(req.body)
  if (!read.success) throw invalid('inbound.fields')
  return read.data
}

const requireSecret =
  (secret: string | undefined): RequestHandler =>
  (req, _res, next) => {
    const given = Buffer.from(req.get('authorization') ?? '')
    const expected = Buffer.from(`Bearer ${secret ?? ''}`)
    if (!secret || given.length !== expected.length || !timingSafeEqual(given, expected)) throw notFound()
    next()
  }
