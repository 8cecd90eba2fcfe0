import { trusted } from 'mongoose'
import { MailModel } from '#models/mail.ts'
import { runWithOrigin } from '#models/parts/origin.ts'
import { signalWork } from '#models/parts/work-signal.ts'
import { ignoreDuplicate } from '../database/duplicate-key.ts'
import { addMonths, cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { processMetrics } from '../metrics.ts'
import { traced } from '../tracing/tracing.ts'
import { contentOf, storedContent } from './mail-content.ts'
import type { MailRequest, MailTemplate, RenderedMail } from './mail-message.ts'

/** Sends a rendered mail; may throw, then it is retried. */
export type MailTransport = { describe: string; send(mail: OutgoingMail): Promise<void> }
/** Sender of a mail; an empty field means the configured value. */
export type MailSender = { name: string; address: string }
/** `requestId` is that of the request or the turn of a job that queued it. */
export type OutgoingMail = RenderedMail & { to: string; id: string; sender: MailSender; requestId?: string | undefined }
type StoredMail = NonNullable<Awaited<ReturnType<typeof MailModel.findOne>>>
type Deps = {
  clock: Clock
  log: Log
  transport: MailTransport
  render: (mail: MailRequest) => RenderedMail
  sender: () => Promise<MailSender>
}

const leaseMs = 60_000
const maxAttempts = 12

/** The outgoing mail of the site: queued in the database with the cause as its key, sent by the worker. */
export function mailService({ clock, log, transport, render, sender }: Deps) {
  /** Queues a mail. Idempotent by `cause`: a repeated call after a crash changes nothing. */
  async function queue({
    cause,
    facts = {},
    items = [],
    calendar,
    unsubscribe,
    ...letter
  }: MailRequest): Promise<void> {
    const content = {
      facts,
      items: [...items],
      ...(calendar ? { calendar } : {}),
      ...(unsubscribe ? { unsubscribe } : {}),
    }
    const entry = { ...letter, cause, ...storedContent(cause, content), nextAttemptAt: clock.machineNow() }
    await MailModel.updateOne({ cause }, { $setOnInsert: entry }, { upsert: true }).catch(ignoreDuplicate)
    signalWork('mail')
  }

  /**
   * Sends the mails that are due; returns how many were sent. Several processes may do this at once: each mail is leased to
   * one.
   */
  async function deliverDue(signal?: AbortSignal): Promise<number> {
    let sent = 0
    while (!signal?.aborted) {
      const now = clock.machineNow()
      const mail = await MailModel.findOneAndUpdate(
        { status: 'queued', nextAttemptAt: trusted({ $lte: now }) },
        { $set: { nextAttemptAt: new Date(now.getTime() + leaseMs) }, $inc: { attempts: 1 } },
        { sort: { nextAttemptAt: 1 }, returnDocument: 'after' },
      )
      if (!mail) return sent
      if (await runWithOrigin(mail.origin, () => deliver(mail))) sent += 1
    }
    return sent
  }

  async function deliver(mail: StoredMail): Promise<boolean> {
    try {
      await traced(`mail ${mail.template}`, { kind: 'producer' }, async () =>
        transport.send({
          ...render(requestOf(mail)),
          to: mail.to,
          id: mail._id.toHexString(),
          sender: await sender(),
          requestId: mail.origin?.requestId,
        }),
      )
      await MailModel.updateOne({ _id: mail._id }, sentUpdate(clock.now()))
      processMetrics.mails.inc({ result: 'sent' })
      log.info(factsOf(mail), 'mail sent')
      return true
    } catch (error) {
      await postpone(mail, error)
      return false
    }
  }

  async function postpone(mail: StoredMail, error: unknown): Promise<void> {
    const gaveUp = mail.attempts >= maxAttempts
    processMetrics.mails.inc({ result: gaveUp ? 'failed' : 'postponed' })
    log[gaveUp ? 'error' : 'warn']({ err: error, cause: mail.cause, ...factsOf(mail) }, 'mail not sent')
    const waitMs = Math.min(2 ** mail.attempts * 15_000, 6 * 3_600_000)
    const lastError = String(error).slice(0, 500)
    const next = gaveUp
      ? { status: 'failed', lastError }
      : { lastError, nextAttemptAt: new Date(clock.machineNow().getTime() + waitMs) }
    await MailModel.updateOne({ _id: mail._id }, { $set: next })
  }

  return { queue, deliverDue, goesTo: transport.describe, ...mailRecords(clock) }
}

/** Facts for the log: `mail` is part of the Message-ID; the recipient is left out. */
const factsOf = ({ _id, template, attempts }: StoredMail) => ({ mail: _id.toHexString(), template, attempts })

/** Returns the request of a stored mail. Throws when it is sealed with a missing key. */
function requestOf(mail: StoredMail): MailRequest {
  const { cause, to, replyTo, references, locale, template } = mail
  return {
    cause,
    to,
    locale,
    template: template as MailTemplate,
    ...(replyTo ? { replyTo } : {}),
    ...(references ? { references } : {}),
    ...contentOf(mail),
  }
}
export type MailService = ReturnType<typeof mailService>

/** Returns the update for a sent mail, which deletes its content: links may carry secrets and lists may be long. */
const sentUpdate = (sentAt: Date) => ({
  $set: { status: 'sent' as const, sentAt, facts: {}, items: [] },
  $unset: { lastError: 1, calendar: 1, unsubscribe: 1, sealed: 1 },
})

/** Deletes the records of letters that were sent more than `months` months ago. Returns how many. */
const forgetSentMail = (clock: Clock) =>
  async function forgetSent(months: number): Promise<number> {
    const before = startOfCityDay(addMonths(cityDayOf(clock.now()), -months))
    const { deletedCount } = await MailModel.deleteMany({ status: 'sent', sentAt: trusted({ $lt: before }) })
    return deletedCount
  }

/** Returns which letters went to an address, latest first. Their texts are not kept. */
const mailsTo = (to: string) =>
  MailModel.find({ to }, { _id: 0, template: 1, status: 1, createdAt: 1, sentAt: 1 }).sort({ createdAt: -1 }).lean()

/**
 * Deletes the records of sent and failed letters to an address, except the one with the cause `besides`. Queued letters are
 * still sent.
 */
async function forgetMailsTo(to: string, besides: string): Promise<void> {
  await MailModel.deleteMany({ to, status: trusted({ $in: ['sent', 'failed'] }), cause: trusted({ $ne: besides }) })
}

/**
 * Returns for these causes when their letters were sent, null for queued ones, `failed` for those that were given up. Only a
 * sent letter is forgotten, so one that is left out was sent.
 */
async function whenLeft(causes: readonly string[]): Promise<Map<string, Date | null | 'failed'>> {
  const found = await MailModel.find(
    { cause: trusted({ $in: [...causes] }) },
    { cause: 1, status: 1, sentAt: 1 },
  ).lean()
  return new Map(found.map(({ cause, status, sentAt }) => [cause, status === 'failed' ? status : (sentAt ?? null)]))
}

const weekMs = 7 * 86_400_000

/**
 * Returns how many letters are due now and since when the oldest is; how many wait after at least one failure; how many were
 * given up within the last seven days.
 */
const mailFigures = (clock: Clock) =>
  async function figures() {
    const now = clock.machineNow()
    const isDue = { status: 'queued' as const, nextAttemptAt: trusted({ $lte: now }) }
    const refused = { status: 'queued' as const, lastError: trusted({ $exists: true }) }
    const lately = trusted({ $gte: new Date(now.getTime() - weekMs) })
    const [due, oldest, retrying, givenUp] = await Promise.all([
      MailModel.countDocuments(isDue),
      MailModel.findOne(isDue, { nextAttemptAt: 1 }).sort({ nextAttemptAt: 1 }).lean(),
      MailModel.countDocuments(refused),
      MailModel.countDocuments({ status: 'failed', nextAttemptAt: lately }),
    ])
    return { due, oldestDueAt: oldest?.nextAttemptAt ?? null, retrying, givenUp }
  }

/** Records of letters after they were queued: figures, queries and deletion. */
const mailRecords = (clock: Clock) => ({
  figures: mailFigures(clock),
  forgetSent: forgetSentMail(clock),
  forgetTo: forgetMailsTo,
  mailsTo,
  whenLeft,
})
