import type { Application } from '#models/cases/application.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import type { AccountsPort } from '../ports.ts'
import type { Recipient } from '#web/writing/view.ts'

/** Returns the language named in the application; used when the applicant has no account any more. */
export function preferredLanguage({ snapshot }: Pick<Application, 'snapshot'>): Locale {
  const preferred = snapshot?.answers.applicant?.preferredLanguage
  return locales.find(locale => locale === preferred) ?? 'zh'
}

/** Returns the applicant as a recipient, in the language of their mails. */
export async function recipientOf(accounts: AccountsPort, application: Application): Promise<Recipient> {
  const contact = await accounts.people.findContact(application.applicant.toHexString())
  return { name: application.applicantName ?? '—', language: contact?.locale ?? preferredLanguage(application) }
}
