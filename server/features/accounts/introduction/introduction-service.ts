import { AccountModel, type Account } from '#models/accounts/account.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { fieldChanges } from '#outside/audit.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import { recordColleagueAct } from '../people/audit.ts'

/** Name as written for readers of each language, and phone number for people they meet; empty when not given. */
export type Introduction = { names: Record<Locale, string>; phone: string }
/** `invented`: a demonstration account. */
export type Introduced = { name: string; names: LocalisedText; phone: string; invented: boolean }

type Stored = Pick<Account, '_id' | 'role' | 'name' | 'demo' | 'deactivatedAt'> & {
  writtenNames?: LocalisedText | null
  workPhone?: string | null
}
const fields = { role: 1, name: 1, demo: 1, deactivatedAt: 1, writtenNames: 1, workPhone: 1 } as const

/** Reads and changes how colleagues are introduced to visitors, in their own words. */
export function introductionService() {
  async function get(id: string): Promise<Introduction> {
    return toIntroduction(await AccountModel.findOne({ _id: id }, fields).lean<Stored>())
  }

  async function change(id: string, { names, phone }: Introduction): Promise<void> {
    const given = Object.fromEntries(locales.flatMap(locale => (names[locale] ? [[locale, names[locale]]] : [])))
    const before = await AccountModel.findOneAndUpdate(
      { _id: id, deactivatedAt: null },
      { $set: { writtenNames: given, workPhone: phone } },
      { projection: fields },
    ).lean<Stored>()
    if (!before) return
    const changes = fieldChanges(asFields(toIntroduction(before)), asFields({ names, phone }))
    if (changes.length > 0) recordColleagueAct(before, { action: 'account.profile_changed', changes })
  }

  /** Returns null for people who no longer work here. */
  async function of(id: string): Promise<Introduced | null> {
    const found = await AccountModel.findOne({ _id: id, deactivatedAt: null }, fields).lean<Stored>()
    if (!found || found.role === 'applicant') return null
    const { name, demo: invented, writtenNames, workPhone } = found
    return { name, names: writtenNames ?? {}, phone: workPhone ?? '', invented }
  }

  return { get, change, of }
}

const toIntroduction = (stored: Pick<Stored, 'writtenNames' | 'workPhone'> | null): Introduction => {
  const { ru, en, zh } = stored?.writtenNames ?? {}
  return { names: { ru: ru ?? '', en: en ?? '', zh: zh ?? '' }, phone: stored?.workPhone ?? '' }
}

const asFields = ({ names, phone }: Introduction) => ({ nameRu: names.ru, nameEn: names.en, nameZh: names.zh, phone })
