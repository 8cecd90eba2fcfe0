import { trusted } from 'mongoose'
import { MailModel } from '#models/mail.ts'
import { checkerOf, each, type Checker } from '#shared/checks.ts'
import type { Clock } from '../clock.ts'

type Kept = { _id: { toHexString(): string }; status: string; attempts: number; nextAttemptAt: Date }
const lateAfterMs = 10 * 60_000

/** Whether letters leave, for `npm run verify-data`. Names the letter and never who it is for. */
export function mailChecks({ clock }: { clock: Clock }): readonly Checker[] {
  const waiting = { status: trusted({ $in: ['queued', 'failed'] as const }) }
  const fields = { status: 1, attempts: 1, nextAttemptAt: 1 } as const
  const mails = () => MailModel.find(waiting, fields).lean<Kept[]>().cursor()
  const isLate = ({ status, nextAttemptAt }: Kept) =>
    status === 'queued' && nextAttemptAt.getTime() < clock.machineNow().getTime() - lateAfterMs
  return [
    checkerOf(mails, [
      {
        name: 'no letter waits for more than ten minutes to be sent',
        level: 'warning',
        find: each(mail => (isLate(mail) ? `tried ${mail.attempts} times; does the worker run?` : null)),
      },
      {
        name: 'no letter was given up',
        level: 'warning',
        find: each(mail => (mail.status === 'failed' ? `tried ${mail.attempts} times` : null)),
      },
    ]),
  ]
}
