import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import type { Backup } from '#models/backups/backup.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatInstant } from '#shared/texts/format.ts'

/** Mails the administrators that no back-up could be made, once a day of failures. Idempotent. */
export async function mailFailure(
  { startedAt, error }: Backup,
  { accounts, mail }: Pick<Services, 'accounts' | 'mail'>,
): Promise<void> {
  for (const { _id, email, locale } of await accounts.people.administrators())
    await mail.queue({
      cause: `backup-failed:${cityDayOf(startedAt)}:${_id.toHexString()}`,
      to: email,
      locale,
      template: 'backup-failed',
      facts: { at: formatInstant(locale, startedAt), error: error ?? '', link: pathTo(locale, '/staff/status') },
    })
}
