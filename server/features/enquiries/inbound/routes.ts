import { timingSafeEqual } from 'node:crypto'
import express, { Router, type RequestHandler } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { invalid, notFound } from '../../../shared/errors.ts'
import { anyone } from '../../../web/access.ts'
import { keepTrail } from '../../../web/acting.ts'
import { text } from '../../../web/forms.ts'

const letter = z.object({
  to: z.string().max(320),
  from: z.email().max(254),
  text: text(200_000),
  /** RFC 5322, on one line: it goes into a header of the answer. */
  messageId: z.string().regex(/^<[^\s<>]{1,250}>$/),
})

/**
 * Where the mail server that keeps the mailbox of answers hands letters over, as JSON. It stands before sessions; without
 * the secret it does not exist, and nothing is read before the secret was shown. 404 also for a letter that belongs to no
 * enquiry: the mail server then says so to its sender. Anything the server should not try again is 2xx.
 */
export function inboundMailRoutes(
  { enquiries, audit }: Pick<Services, 'enquiries' | 'audit'>,
  { inboundMailSecret }: { inboundMailSecret: string | undefined },
): Router {
  const router = Router({ caseSensitive: true })
  const told = keepTrail(audit, () => ({ id: null, role: 'system' }))
  const body = express.json({ limit: '512kb' })

  router.post('/inbound/enquiries', anyone, knows(inboundMailSecret), told, body, async (req, res) => {
    const read = letter.safeParse(req.body)
    if (!read.success) throw invalid('error.bad-request')
    const outcome = await enquiries.receive(read.data)
    if (outcome === 'unknown') throw notFound()
    req.log.info({ outcome }, 'answer by mail')
    res.status(200).json({ outcome })
  })

  return router
}

const knows =
  (secret: string | undefined): RequestHandler =>
  (req, _res, next) => {
    const given = Buffer.from(req.get('authorization') ?? '')
    const wanted = Buffer.from(`Bearer ${secret ?? ''}`)
    if (!secret || given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw notFound()
    next()
  }
