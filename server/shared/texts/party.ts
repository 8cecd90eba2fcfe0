import { partyFields, type Party } from '#models/parts/party.ts'
import { dot } from './facts.ts'
import { personTerms, titleTerms } from './normal-words.ts'
import type { Locale, Reader } from './i18n.ts'

/** Returns the fields of a tenancy that say who has it, with the terms by which staff find it (ADR 43). */
export const withParty = (party: Party): { party: Party; searchTerms: string[] } => ({
  party,
  searchTerms: [
    ...personTerms(party.nameLatin, party.nameCyrillic, party.nameChinese),
    ...titleTerms(party.companyName, party.companyNumber),
  ],
})

export const isSameParty = (one: Party, other: Party): boolean =>
  partyFields.every(field => one[field] === other[field])

/** Returns all names on one line: a person's in every script, then the company with its number. */
export const partyInLine = (party: Party): string => [personOf(party), companyOf(party)].filter(Boolean).join(dot)

const personOf = (party: Party | null | undefined): string =>
  [party?.nameLatin, party?.nameCyrillic, party?.nameChinese].filter(Boolean).join(' / ')
const companyOf = (party: Party | null | undefined): string =>
  [party?.companyName, party?.companyNumber].filter(Boolean).join(', ')

type PartyOf = { party?: Party | null | undefined }
const unknownName = '—'
const scripts = { ru: 'nameCyrillic', en: 'nameLatin', zh: 'nameChinese' } as const satisfies Record<
  Locale,
  keyof Party
>

/** Returns the company, or the person's name in the reader's script; in the script of the passport where it is unknown. */
export function tenantName(locale: Locale, { party }: PartyOf): string {
  if (!party) return unknownName
  return party.companyName || party[scripts[locale]] || party.nameLatin || unknownName
}

/** Returns the party as the contract names it: in all scripts, for a company with the person who applied for it. */
export function partyFacts({ t }: Pick<Reader, 't'>, { party }: PartyOf): { label: string; value: string }[] {
  const person = personOf(party)
  const company = companyOf(party)
  return [
    { label: t('lease.column.tenant'), value: company || person || unknownName },
    ...(company ? [{ label: t('letter.applicant'), value: person }] : []),
  ]
}
