import type { Locale } from '#shared/texts/i18n.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailService } from '#outside/mail/mail.ts'
import type { PremisesFilter, PublishedPremises } from '../catalogue/service.ts'

type Accounts = {
  people: {
    /** Returns null when there is no such account. */
    findContact(id: string): Promise<{ email: string; locale: Locale; state: string } | null>
  }
}
type Catalogue = {
  stamp(): Promise<string>
  published: {
    /** Codes of matching available premises. */
    newest(filter: PremisesFilter, most: number): Promise<string[]>
    read(codes: readonly string[]): Promise<PublishedPremises[]>
  }
}

/** What the slice uses of others. */
export type Deps = { clock: Clock; mail: Pick<MailService, 'queue'>; accounts: Accounts; catalogue: Catalogue }
