import { dot } from '#shared/texts/facts.ts'
import { isMessageKey, locales, type Translate } from '#shared/texts/i18n.ts'
import { maskedValue } from '../masking.ts'

/**
 * Prefixes of message keys for fields that have labels on the pages of their own slice; the audit slice labels all others.
 */
const fieldsOf: Partial<Record<string, string>> = {
  settings: 'programme',
  premises: 'listing.field',
  building: 'building.field',
  rubric: 'rubric',
}

/** Prefixes of message keys for values that have labels, such as a status, a role or an option of a form. */
const valueTopics: Partial<Record<string, string>> = {
  'premises.status': 'premises.status',
  'application.state': 'application.state',
  'tenancy.state': 'tenancy.state',
  'application.event': 'case.event',
  'tenancy.event': 'tenancy.event',
  'viewing.state': 'viewing.state',
  'enquiry.status': 'enquiries.status',
  'enquiry.state': 'enquiries.status',
  'account.role': 'account.role',
  'account.role.proposed': 'account.role',
  'document.kind': 'document.kind',
  'application.document': 'document.kind',
  'premises.layout': 'listing.option.layout',
  'premises.condition': 'listing.option.condition',
  'premises.mainUse': 'listing.option.use',
  'premises.allowedUses': 'listing.option.use',
  'premises.prohibitedUses': 'listing.option.use',
  'premises.heating': 'listing.option.heating',
  'premises.entrance.sharing': 'listing.option.sharing',
  'premises.entrance.side': 'listing.option.side',
  'premises.position.row': 'listing.option.row',
  'premises.position.depth': 'listing.option.depth',
  'building.zone': 'listing.option.zone',
  'building.structure': 'listing.option.structure',
}

type ValueReader = { t: Translate; criteria?: ReadonlyMap<string, string> }
const noCriteria: ReadonlyMap<string, string> = new Map()

/** Labels a score of a case (`scores.<key>`) or a part of a criterion (`<key>.weight`); null for other fields. */
function criterionLabel({ t, criteria = noCriteria }: ValueReader, kind: string, field: string): string | null {
  const [first = '', second = ''] = field.split('.')
  if (kind === 'application' && first === 'scores')
    return [t('acted.field.scores'), criteria.get(second) ?? second].join(t('list.colon'))
  const name = kind === 'rubric' && second ? criteria.get(first) : undefined
  return name ? [name, fieldLabel(t, '', second)].join(t('list.colon')) : null
}

/** Returns the label of a field, or the field's own name if it has no label. */
export function fieldIn({ t, criteria = noCriteria }: ValueReader, kind: string, field: string): string {
  const language = locales.find(locale => field.endsWith(`.${locale}`))
  const plain = language ? field.slice(0, -3) : field
  const name = criterionLabel({ t, criteria }, kind, plain) ?? fieldLabel(t, kind, plain)
  return language ? t('listing.text-in', { field: name, language: t(`listing.language.${language}`) }) : name
}

function fieldLabel(t: Translate, kind: string, field: string): string {
  const topic = `${fieldsOf[kind] ?? 'acted.field'}.${field}`
  if (isMessageKey(topic)) return t(topic)
  const own = `acted.field.${field}`
  if (isMessageKey(own)) return t(own)
  const end = field.lastIndexOf('.')
  return end < 0 ? field : [field.slice(0, end), fieldLabel(t, '', field.slice(end + 1))].join(t('list.colon'))
}

/** Returns a stored value as text for people. */
export function valueIn(
  { t, criteria }: ValueReader,
  { kind, field }: { kind: string; field: string },
  json: string,
): string {
  const value = parsed(json)
  if (kind === 'rubric' && field === 'criteria' && Array.isArray(value))
    return formatValue(
      t,
      '',
      value.map(key => criteria?.get(String(key)) ?? String(key)),
    )
  return formatValue(t, valueTopics[`${kind}.${field}`] ?? '', value)
}

function formatValue(t: Translate, valueTopic: string, value: unknown): string {
  if (Array.isArray(value) && value.length > 0) return value.map(one => formatValue(t, valueTopic, one)).join(dot)
  if (typeof value === 'object' && value !== null) return pairsIn(t, valueTopic, value)
  return formatCommonValue(t, value) ?? wordFor(t, `${valueTopic}.${String(value)}`, value as string | number)
}

/** Formats values that mean the same in every field; null for all others. */
function formatCommonValue(t: Translate, value: unknown): string | null {
  if (value === null || value === '') return '—'
  if (value === maskedValue) return t('audit.masked')
  if (value === true || value === 'yes') return t('listing.edit.yes')
  return value === false ? t('acted.value.no') : null
}

const wordFor = (t: Translate, key: string, value: string | number): string =>
  // The person whom the event concerns is stored in a field of its own.
  isMessageKey(key) ? t(key, { person: '…' }) : String(value)

const pairsIn = (t: Translate, valueTopic: string, value: object): string =>
  Object.entries(value)
    .map(([name, one]) => [fieldLabel(t, '', name), formatValue(t, valueTopic, one)].join(t('list.colon')))
    .join(dot) || '—'

/** Parses a stored value; returns the text itself if it was cut and is no longer valid JSON. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return json
  }
}
