import { AccountModel, type Account } from '#models/accounts/account.ts'
import { personTerms } from '#shared/texts/normal-words.ts'
import { hashPassword } from './secrets.ts'

/** The password of all demonstration people. It is printed at start and works only where demonstrations are on. */
export const demonstrationPassword = 'snow-on-the-cupolas'

type DemonstrationPerson = Pick<Account, 'email' | 'name' | 'role' | 'locale'> &
  Partial<Pick<Account, 'writtenNames' | 'workPhone'>>

/** Invented people, one for each role. */
export const demonstrationPeople: readonly DemonstrationPerson[] = [
  { email: 'applicant@demo.startup-street.example', name: 'Марина Вершинина', role: 'applicant', locale: 'ru' },
  {
    email: 'listing-manager@demo.startup-street.example',
    name: '赵敏',
    role: 'listing_manager',
    locale: 'zh',
    writtenNames: { ru: 'Чжао Минь', en: 'Zhao Min', zh: '赵敏' },
    // No Chinese mobile number begins with 10.
    workPhone: '+86 100 0000 0000',
  },
  { email: 'reviewer@demo.startup-street.example', name: '孙立群', role: 'reviewer', locale: 'zh' },
  { email: 'decider@demo.startup-street.example', name: '李慧兰', role: 'decider', locale: 'zh' },
  { email: 'administrator@demo.startup-street.example', name: 'Ольга Чжан', role: 'administrator', locale: 'ru' },
]

/** Invented applicants without a password: their cases fill the desks, and nobody can sign in as them. */
export const demonstrationFounders: readonly DemonstrationPerson[] = [
  { email: 'pavel@demo.startup-street.example', name: 'Павел Озеров', role: 'applicant', locale: 'ru' },
  { email: 'darya@demo.startup-street.example', name: 'Дарья Луговая', role: 'applicant', locale: 'ru' },
  { email: 'timur@demo.startup-street.example', name: 'Тимур Сарсенов', role: 'applicant', locale: 'ru' },
  { email: 'jisoo@demo.startup-street.example', name: 'Jisoo Han', role: 'applicant', locale: 'en' },
]

/** Returns the ids of demonstration accounts by e-mail. */
export async function demonstrationAccountIds(): Promise<Map<string, string>> {
  const found = await AccountModel.find({ demo: true }, { email: 1 }).lean()
  return new Map(found.map(({ email, _id }) => [email, _id.toHexString()]))
}

/** Creates the missing demonstration people and leaves the others unchanged. Returns the number created. */
export async function seedDemonstrationAccounts(now: Date): Promise<number> {
  const existing = new Set(await AccountModel.distinct('email', { demo: true }))
  const missing = [...demonstrationPeople, ...demonstrationFounders].filter(({ email }) => !existing.has(email))
  for (const person of missing) {
    const hash = demonstrationPeople.includes(person) ? { passwordHash: await hashPassword(demonstrationPassword) } : {}
    const account = { ...person, searchTerms: personTerms(person.name), demo: true, verifiedAt: now, ...hash }
    await AccountModel.updateOne({ email: person.email }, { $setOnInsert: account }, { upsert: true })
  }
  return missing.length
}
