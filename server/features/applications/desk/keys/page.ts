import { pathTo } from '#server/paths.ts'
import type { Picture } from '#models/documents/picture.ts'
import type { RefusedFile } from '#shared/files/file-rules.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { formatBytes } from '#shared/texts/format.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { maxPictures } from '#features/documents/pictures-service.ts'
import { view } from '#web/pages/view.ts'
import { preferredLanguage } from '#features/cases/writing/recipient.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { field, type ActionContext } from '#features/cases/desk/form-parts.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'

type ItemRow = { name: string; count: string; condition: string; nameId: string; countId: string; conditionId: string }
type KeysPage = {
  title: string
  breadcrumb: Breadcrumb
  lead: string
  alert: string | null
  refused: string[]
  errors: ErrorSummary
  action: string
  /** Id of the account whose device stores the form. Other accounts are not shown it. */
  owner: string
  /** Address that follows a successful handover: the tenancy or the case. */
  next: string
  /** Whether the server sent the form back. It is then newer than the copy on the device. */
  sentBack: boolean
  meters: ReturnType<typeof field>[]
  rows: ItemRow[]
  /** Names the language of the applicant, who signs the record, where it is another one than that of the page. */
  language: string | null
  names: ReturnType<typeof field>[]
  inventory: ReturnType<typeof field>
  /** How both sides agreed on a day before the one of the offer; null where the offer names none after the contract. */
  earlier: ReturnType<typeof field> | null
  pictures: { id: string; href: string; number: string }[]
}
export const renderKeys = view<KeysPage>('applications/desk/keys')

type KeysPageContext = {
  file: CaseFile
  pictures: readonly Picture[]
  failure?: FormFailure | null
  alert?: string | null
  refused?: RefusedFile[]
}
const rowsAtFirst = 8
const emptyRows = 3

export function keysPage(
  reader: DeskReader,
  { file, pictures, failure = null, alert = null, refused = [] }: KeysPageContext,
): KeysPage {
  const { t, locale } = reader
  const making: ActionContext = { reader, file, failure }
  const { application } = file
  const id = application._id.toHexString()
  const language = preferredLanguage(application)
  const href = pathTo(locale, '/staff/applications/:id', { id })
  const reference = application.reference ?? ''
  return {
    title: t('keys.title', { premises: application.heldPremises ?? '' }),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
      { label: reference, href },
      { label: t('case.action.handover') },
    ],
    lead: t('case.confirm.handover'),
    alert,
    refused: refused.map(file => refusedInWords(reader, file)),
    errors: errorSummary(t, failure?.errors, labels),
    action: pathTo(locale, '/staff/applications/:id/handover', { id }),
    owner: reader.account.id,
    next: `${href} ${pathTo(locale, '/staff/tenancies')}/`,
    sentBack: failure !== null,
    meters: [
      field(making, 'on', { type: 'date', start: file.today }),
      meter(making, 'electricityMeter'),
      meter(making, 'waterMeter', { optional: true }),
      meter(making, 'heatMeter', { optional: true }),
    ],
    rows: rowsOf(failure),
    language: language === locale ? null : t('keys.items.language', { language: t(`request.language.${language}`) }),
    names: [
      field(making, 'handedBy', { start: reader.account.name }),
      field(making, 'receivedBy', { start: application.applicantName ?? '' }),
    ],
    inventory: field(making, 'inventory', { several: true }),
    earlier: earlierField(making),
    pictures: pictures.map(({ _id }, index) => ({
      id: _id.toHexString(),
      href: pathTo(locale, '/applications/:id/pictures/:pictureId', { id, pictureId: _id.toHexString() }),
      number: t('keys.photo', { number: index + 1 }),
    })),
  }
}

function earlierField(making: ActionContext): KeysPage['earlier'] {
  const { t, locale } = making.reader
  const { offer, stateSince } = making.file.application
  const from = offer?.terms?.handoverFrom
  if (!from || from <= cityDayOf(stateSince)) return null
  const hint = t('keys.earlier.hint', { day: formatCityDay(locale, from) })
  return field(making, 'earlier', { several: true, optional: true, hint })
}

const labels: Partial<Record<string, MessageKey>> = {
  on: 'case.field.on',
  electricityMeter: 'case.field.electricityMeter',
  inventory: 'case.field.inventory',
  earlier: 'case.field.earlier',
  handedBy: 'case.field.handedBy',
  receivedBy: 'case.field.receivedBy',
}

type Meter = 'electricityMeter' | 'waterMeter' | 'heatMeter'
const meter = (making: ActionContext, name: Meter, extras: { optional?: true } = {}) =>
  field(making, name, { ...extras, suffix: making.reader.t(`case.unit.${name}`), inputmode: 'decimal' })

/** Returns the typed rows and some empty ones. */
function rowsOf(failure: FormFailure | null): ItemRow[] {
  const inputsOf = (name: string) => [failure?.typed[name] ?? []].flat()
  const names = inputsOf('itemName')
  const counts = inputsOf('itemCount')
  const conditions = inputsOf('itemCondition')
  const used = names.filter(name => name !== '').length
  return Array.from({ length: Math.max(rowsAtFirst, used + emptyRows) }, (_, index) => ({
    name: names[index] ?? '',
    count: counts[index] ?? '',
    condition: conditions[index] ?? '',
    nameId: `itemName-${index}`,
    countId: `itemCount-${index}`,
    conditionId: `itemCondition-${index}`,
  }))
}

const refusedInWords = ({ t, locale }: DeskReader, { name, reason }: RefusedFile): string =>
  t(`upload.refused.${reason}`, {
    name,
    types: ['JPEG', 'PNG', 'WebP'].join(t('list.comma')),
    fileLimit: formatBytes(locale, siteSettings().fileBytes),
    totalLimit: formatBytes(locale, siteSettings().applicationBytes),
    files: maxPictures,
  })
