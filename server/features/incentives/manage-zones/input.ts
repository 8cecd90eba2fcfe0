import { z } from 'zod'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { factTopics, zonePages, type Fact, type ZoneContent } from '#models/incentives/zone.ts'
import { locales, type MessageKey } from '#shared/texts/i18n.ts'
import { text } from '#web/forms/forms.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { inputLanguage } from '#web/forms/form-schemas.ts'
import { sourceDatePattern, sourceUrlPattern } from '../manage/input.ts'
import type { FactMove } from './fact-order.ts'

export const zonePath = z.object({ slug: z.enum(zonePages) })
export const zoneAct = z.object({
  act: z.enum(['draft', 'publish', 'discard']).catch('draft'),
  version: z.coerce.number().int().nonnegative().catch(-1),
  /** `3.up` swaps the fourth fact with the one before it and saves everything as a draft. */
  move: z
    .string()
    .regex(/^\d{1,2}\.(up|down)$/)
    .transform((input): FactMove => ({ at: Number.parseInt(input), way: input.endsWith('up') ? 'up' : 'down' }))
    .nullable()
    .catch(null),
})

/** Texts in three languages, with their greatest length: `name.ru`, and for a fact `facts.0.figure.ru`. */
export const pageTexts = { name: 100, summary: 400, body: 8000 } as const
export const factTexts = { figure: 60, text: 600, note: 500, sourceName: 300 } as const
const plainFields = {
  key: 40,
  topic: 20,
  sourceDate: 10,
  sourceUrl: 500,
  checkedAt: 40,
  confirmed: 3,
  remove: 3,
} as const
export type PageText = keyof typeof pageTexts
export type FactText = keyof typeof factTexts
const entriesOf = (of: Readonly<Record<string, number>>) => Object.entries(of)
const maxFacts = 40

/** Returns the number of facts in a form, including the empty one at its end. */
export function countFacts(body: unknown): number {
  const fieldNames = new Set(Object.keys(body ?? {}))
  let count = 0
  while (count < maxFacts && fieldNames.has(`facts.${count}.key`)) count += 1
  return count
}

/**
 * Schema of the whole page of a zone. A fact is left out when its box is ticked. The last one is left out when it is empty.
 */
export const zoneForm = (count: number) =>
  z
    .object(shapeOf(count))
    .superRefine((input, context) => {
      const complain = (path: string, message: MessageKey) =>
        context.addIssue({ code: 'custom', path: [path], message })
      if (!hasAnyText(input, 'name')) complain('name.ru', 'incentives.refused.no-title')
      if (!hasAnyText(input, 'summary')) complain('summary.ru', 'incentives.refused.no-summary')
      for (const at of remainingFacts(input, count)) validateFact(input, at, complain)
    })
    .transform(input => contentOf(input, count))

type Texts = Record<string, string>

function shapeOf(count: number): Record<string, z.ZodType<string>> {
  const inLanguages = (name: string, max: number) =>
    locales.map(lang => [`${name}.${lang}`, optionalText(max)] as const)
  const ofFact = (at: string) => [
    ...entriesOf(factTexts).flatMap(([name, max]) => inLanguages(`${at}.${name}`, max)),
    ...entriesOf(plainFields).map(([name, max]) => [`${at}.${name}`, optionalText(max)] as const),
  ]
  return Object.fromEntries([
    ...entriesOf(pageTexts).flatMap(([name, max]) => inLanguages(name, max)),
    ...factPaths(count).flatMap(ofFact),
  ])
}

const optionalText = (max: number) => text(max).default('')
const factPaths = (count: number) => Array.from({ length: count }, (_, index) => `facts.${index}`)
const hasAnyText = (input: Texts, name: string) => locales.some(lang => input[`${name}.${lang}`])

function remainingFacts(input: Texts, count: number): string[] {
  const hasText = (at: string) => entriesOf(factTexts).some(([name]) => hasAnyText(input, `${at}.${name}`))
  return factPaths(count).filter(at => input[`${at}.remove`] !== 'yes' && (input[`${at}.key`] !== '' || hasText(at)))
}

/** Requires for every fact a text, its source and the day on which it was checked against that source. */
function validateFact(input: Texts, at: string, complain: (path: string, message: MessageKey) => void): void {
  const value = (name: string) => input[`${at}.${name}`] ?? ''
  if (!hasAnyText(input, `${at}.text`)) complain(`${at}.text.ru`, 'content.fact.no-text')
  if (!hasAnyText(input, `${at}.sourceName`)) complain(`${at}.sourceName.ru`, 'incentives.refused.no-source')
  if (!sourceDatePattern.test(value('sourceDate'))) complain(`${at}.sourceDate`, 'incentives.source-date.wrong')
  if (!sourceUrlPattern.test(value('sourceUrl'))) complain(`${at}.sourceUrl`, 'incentives.url.wrong')
  if (!readDay(value('checkedAt'), inputLanguage())) complain(`${at}.checkedAt`, 'form.date')
  if (!factTopics.some(topic => topic === value('topic'))) complain(`${at}.topic`, 'form.choose')
}

function contentOf(input: Texts, count: number): ZoneContent {
  const facts = remainingFacts(input, count).map(at => factOf(input, at))
  return {
    name: textOf(input, 'name'),
    summary: textOf(input, 'summary'),
    body: textOf(input, 'body'),
    facts: facts.map((fact, index) => ({ ...fact, key: keyOf(fact.key, facts.slice(0, index)) })),
  }
}

function factOf(input: Texts, at: string): Fact {
  const value = (name: string) => input[`${at}.${name}`] ?? ''
  return {
    key: value('key'),
    topic: factTopics.find(topic => topic === value('topic')) ?? 'place',
    figure: textOf(input, `${at}.figure`),
    text: textOf(input, `${at}.text`),
    note: textOf(input, `${at}.note`),
    source: { name: textOf(input, `${at}.sourceName`), date: value('sourceDate'), url: value('sourceUrl') || null },
    checkedAt: readDay(value('checkedAt'), inputLanguage()) ?? '',
    confirmed: value('confirmed') === 'yes',
  }
}

export const isFactKey = (key: string): boolean => /^[a-z0-9-]+$/.test(key)

/** Returns the key of a fact. New facts get the next free number. */
function keyOf(key: string, before: readonly Fact[]): string {
  const taken = new Set(before.map(fact => fact.key))
  if (isFactKey(key) && !taken.has(key)) return key
  let number = before.length + 1
  while (taken.has(`fact-${number}`)) number += 1
  return `fact-${number}`
}

function textOf(input: Texts, name: string): LocalisedText {
  return Object.fromEntries(
    locales.flatMap(lang => (input[`${name}.${lang}`] ? [[lang, input[`${name}.${lang}`]]] : [])),
  )
}
