import type { Clock } from '#outside/clock.ts'
import type { MailService } from '#outside/mail/mail.ts'
import type { PersonalData } from '#shared/personal-data.ts'
import type { AccountsService } from '../accounts/service.ts'

/** An application that has to end before its applicant's account can be deleted. */
export type BlockingCase = { id: string; reference: string; premises: string; tenancy: boolean }

export type Deps = {
  clock: Clock
  mail: MailService
  accounts: AccountsService
  /** Every slice that stores personal data, in the order of the archive's first page. */
  slices: readonly PersonalData[]
  /** Returns what an account has to end before it can be deleted. */
  standingInTheWay: (id: string) => Promise<BlockingCase[]>
}
