import { trusted } from 'mongoose'
import { type Checker, type Finding, createChecker, checkEach } from '#shared/checks.ts'
import { MailModel } from '#models/mail.ts'
import type { Clock } from '#outside/clock.ts'
import type { OutboxService } from './service.ts'

const parkedCheckName = 'no effect has failed so often that it waits for an administrator'
const unknownKindCheckName = 'every pending effect is of a kind that this version carries out'
const noLimit = 0

/** Effects in the outboxes that will not be carried out without an administrator, for `npm run verify-data`. */
export function outboxChecks({ stuck }: Pick<OutboxService, 'stuck'>): readonly Checker[] {
  async function* look(): AsyncIterable<Finding> {
    for (const { outbox, document, kind, failed } of await stuck(noLimit))
      yield failed
        ? { check: parkedCheckName, id: document, why: `${outbox}: ${kind}, tried ${String(failed.failures)} times` }
        : { check: unknownKindCheckName, id: document, why: `${outbox}: ${kind}` }
  }
  return [
    {
      promises: [
        { name: parkedCheckName, level: 'warning' },
        { name: unknownKindCheckName, level: 'warning' },
      ],
      look,
    },
  ]
}

type StoredMail = { _id: { toHexString(): string }; status: string; attempts: number; nextAttemptAt: Date }
const lateAfterMs = 10 * 60_000

/** Checks that mails are being sent, for `npm run verify-data`. Names the mail but never its recipient. */
export function mailChecks({ clock }: { clock: Clock }): readonly Checker[] {
  const waiting = { status: trusted({ $in: ['queued', 'failed'] as const }) }
  const fields = { status: 1, attempts: 1, nextAttemptAt: 1 } as const
  const mails = () => MailModel.find(waiting, fields).lean<StoredMail[]>().cursor()
  const isLate = ({ status, nextAttemptAt }: StoredMail) =>
    status === 'queued' && nextAttemptAt.getTime() < clock.machineNow().getTime() - lateAfterMs
  return [
    createChecker(mails, [
      {
        name: 'no letter waits for more than ten minutes to be sent',
        level: 'warning',
        find: checkEach(mail => (isLate(mail) ? `tried ${mail.attempts} times; does the worker run?` : null)),
      },
      {
        name: 'no letter was given up',
        level: 'warning',
        find: checkEach(mail => (mail.status === 'failed' ? `tried ${mail.attempts} times` : null)),
      },
    ]),
  ]
}
