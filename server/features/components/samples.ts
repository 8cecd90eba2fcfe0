import { useClasses, type UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { pathTo } from '#server/paths.ts'
import { officeView } from '#shared/office/office.ts'
import { noOffice } from '#shared/office/settings.ts'
import type { Rate } from '#shared/money/currencies.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { ErrorSummary } from '#web/forms/forms.ts'
import { currencySwitch } from '#web/pages/currency.ts'
import { qrCode } from '#web/pages/qr-code.ts'
import { choiceDrawing, drawingOfUse, type PicturedOption } from '#web/forms/choice-drawings.ts'
import { choicesOf, type Field } from '#web/forms/fields.ts'
import type { WaitingText } from '#web/writing/waiting.ts'
import { writingView } from '#web/writing/view.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { createPartialRenderer } from '#web/pages/fragment.ts'
import type { FactCard } from '../incentives/facts.ts'
import type { PremisesCard } from '../catalogue/card.ts'
import { drawShopFront } from '../street/drawing/shop-front.ts'
import { drawStreetPlan } from '../street/drawing/street-plan.ts'
import { schematicView } from '../catalogue/schematic-view.ts'
import type { StreetView } from '../catalogue/street-view.ts'

/** Models of a partial by the states that they show it in. */
export type States<Model extends object = object> = Readonly<Record<string, Model>>

/** What each partial of `views/partials` is shown with, by its place there; a test refuses one that is missing. */
export const samplesOf = (reader: Reader): Readonly<Record<string, States>> => ({
  ...fieldSamples(reader),
  ...choiceSamples(reader),
  ...choiceCardSamples(reader),
  ...complaintSamples(reader),
  ...textSamples(reader),
  office: officeStates(reader),
  ...streetSamples(reader),
})

type Shown = Field & { label: string; hint?: string; optional?: boolean }

/** A field as it is, filled in, and refused; each has a name of its own, which is its id. */
function fieldStates({ t }: Reader, kind: string): States<Shown> {
  const label = t('people.name')
  return {
    empty: { name: `${kind}-empty`, label, value: '', error: '', optional: true },
    filled: { name: `${kind}-filled`, label, value: t('site.place'), error: '', hint: t('form.too-long') },
    refused: { name: `${kind}-refused`, label, value: '', error: t('form.required'), hint: t('form.too-long') },
  }
}

const fieldSamples = (reader: Reader) => ({
  'form/field': {
    ...fieldStates(reader, 'field'),
    'with a unit': { ...fieldStates(reader, 'unit').filled, name: 'field-unit', value: '48,5', suffix: 'm²' },
  },
  'form/textarea': fieldStates(reader, 'textarea'),
  'form/password-field': {
    plain: { name: 'password', label: reader.t('account.field.password'), autocomplete: 'new-password', error: '' },
    refused: {
      name: 'password-refused',
      label: reader.t('account.field.password'),
      autocomplete: 'new-password',
      error: reader.t('form.required'),
    },
  },
  'form/writing': {
    'to somebody who reads another language': writingView(reader, {
      recipient: { name: 'Марина', language: reader.locale === 'ru' ? 'en' : 'ru' },
      parts: [{ name: 'reason', label: reader.t('case.field.reason'), extent: { longest: 4000 } }],
      failure: null,
      prefix: 'writing',
    }),
  },
  'form/why': { plain: { id: 'why-plain' }, filled: { id: 'why-filled', value: reader.t('site.description') } },
})

function choiceSamples({ t }: Reader) {
  const choiceField = (name: string, more: object = {}) => {
    const options = choicesOf({ name, value: 'yes' }, ['yes', 'no'], value => t(`form.${value}`))
    return { name, label: t('people.name'), legend: t('people.name'), options, error: '', ...more }
  }
  const states = (kind: string): States => ({
    chosen: choiceField(`${kind}-chosen`, { hint: t('form.choose') }),
    refused: choiceField(`${kind}-refused`, { error: t('form.choose') }),
  })
  return { 'form/select': states('select'), 'form/radios': states('radios'), 'form/checkboxes': states('checkboxes') }
}

/** The kinds of business, one of them chosen, and yes or no. */
function choiceCardSamples({ t }: Reader) {
  const use = (value: UseClass): PicturedOption => ({
    value,
    label: t(`premises.use.${value}`),
    hint: t(`finder.q.use.${value}`),
    checked: value === 'catering',
    drawing: choiceDrawing(drawingOfUse[value]),
  })
  const water = (value: 'yes' | 'no'): PicturedOption => ({
    value,
    label: t(`form.${value}`),
    checked: false,
    drawing: choiceDrawing('tap', { crossedOut: value === 'no' }),
  })
  return {
    'form/choice-cards': {
      four: { name: 'choice-cards-four', layout: 'four', options: useClasses.map(use) },
      three: { name: 'choice-cards-three', layout: 'three', options: useClasses.slice(0, 5).map(use) },
      pair: { name: 'choice-cards-pair', layout: 'pair', options: [water('yes'), water('no')] },
    },
  }
}

function complaintSamples({ t }: Reader) {
  const row = (name: string) => ({
    name,
    label: t('people.name'),
    mine: 'Марина',
    theirs: '赵敏',
    was: 'Ольга',
    who: t('site.place'),
  })
  const item = { field: t('people.name'), sentence: t('form.required') }
  return {
    'form/error-summary': {
      refused: { items: [{ href: '#field-refused', text: t('form.errors.item', item) }] } satisfies ErrorSummary,
    },
    'form/clash': {
      'both changed, and theirs alone': {
        sentence: t('programme.stale'),
        clashing: [row('field-filled')],
        theirs: [row('field-unit')],
      },
    },
  }
}

/** Reached in every way, open; and by its address alone, in another language, closed. */
function officeStates(reader: Reader): States {
  const { t } = reader
  const hours = ['08:30–11:30, 13:30–17:00', '08:30–11:30, 13:30–17:00', '', '', '', '09:00–12:00', '']
  const messengers = [
    { kind: 'Telegram', name: 'invented__office' },
    { kind: 'Wechat', name: 'invented--office' },
  ] as const
  const address = { ru: '', en: '', zh: '绥芬河市创业街A1号楼' }
  const whole = officeView(reader, {
    office: { ...noOffice, phone: '+86 453 000-0000', messengers, address, hours, invented: true },
  })
  return {
    open: { ...whole, now: { open: true, text: t('office.open', { time: '17:00' }) } },
    'an address alone, closed': {
      ...officeView(reader, { office: { ...noOffice, address } }),
      now: { open: false, text: t('office.closed') },
    },
  }
}

/** In yuan alone, and with a rate that is fresh, or old and of a demonstration. */
function currencySwitches(reader: Reader): States {
  const rates = { RUB: 112_000, USD: 1_412, day: '2026-11-25', invented: false }
  const currentRate = { currency: 'RUB' as const, perTenThousandYuan: rates.RUB, ...rates, old: false }
  const shown = (rate: Rate | null) => currencySwitch({ ...reader, rate }, '/', { rates }) ?? {}
  return { yuan: shown(null), chosen: shown(currentRate), old: shown({ ...currentRate, invented: true, old: true }) }
}

function textSamples(reader: Reader) {
  const { t, locale } = reader
  const at = new Date('2026-11-25T04:00:00Z')
  const message = { when: formatInstant(locale, at), instant: at.toISOString(), text: t('site.description') }
  const fact = {
    figure: { text: '0' },
    text: { text: t('site.description') },
    note: { text: t('form.errors.title') },
    unconfirmed: '',
    source: t('site.place'),
    sourceUrl: '/',
    checked: message.when,
  } satisfies FactCard
  const tones = ['available', 'held', 'let', 'paused', 'good', 'warn', 'bad', 'calm']
  return {
    'status-label': Object.fromEntries(tones.map(tone => [tone, { tone, label: t('premises.status.held') }])),
    fact: { confirmed: fact, unconfirmed: { ...fact, unconfirmed: t('zones.unconfirmed'), sourceUrl: '' } },
    'currency-switch': currencySwitches(reader),
    'qr-code': { plain: { ...qrCode(t('site.name')), label: t('share.qr') } },
    'summary-list': {
      plain: {
        rows: [
          { label: t('people.name'), value: 'Марина', href: '#why-plain', action: t('form.continue') },
          { label: t('people.email'), value: 'marina@example.com', note: t('form.optional') },
        ],
      },
    },
    besides: {
      original: { besides: [{ label: t('writing.label.original.zh'), lang: 'zh', text: '请补充第一年的预算。' }] },
    },
    'waiting-texts': {
      'to be translated': {
        items: [
          {
            id: 'waiting',
            what: t('case.action.reject'),
            due: null,
            send: null,
            open: null,
            drop: '#waiting',
            languages: t('writing.row.languages', { from: t('writing.language.zh'), to: t('writing.language.ru') }),
            who: t('writing.row.by', { name: '赵敏', when: message.when }),
            state: { tone: 'warn', label: t('writing.state.waiting') },
            translate: '#waiting',
          } satisfies WaitingText,
        ],
      },
    },
    'sent-as-is': { sent: { asIs: t('writing.way.as-is') } },
    'message-thread': {
      'both sides': {
        items: [
          { ...message, office: false, who: 'Марина' },
          { ...message, office: true, who: '赵敏', note: t('form.too-long') },
        ],
      },
    },
    'help-text': {
      plain: {
        purpose: t('site.description'),
        steps: [t('form.save'), t('form.continue')],
        mind: [t('form.too-long')],
      },
    },
    pagination: pages(reader),
  }
}

/** In the middle of nine pages, and on the first of two. */
function pages({ t }: Reader): States {
  return {
    middle: {
      current: t('pages.current', { page: 2, pages: 9 }),
      previous: '#content',
      next: '#content',
      pages: [1, 2, 3].map(page => ({ label: String(page), href: '#content', current: page === 2 })),
    },
    first: { current: t('pages.current', { page: 1, pages: 2 }), previous: null, next: '#content', pages: null },
  }
}

const statuses = ['available', 'held', 'let', 'paused'] as const

/** The street, with one building of four units that are as different as units can be, and cards of some. */
function streetSamples(reader: Reader) {
  const { t } = reader
  const view = streetOf(reader)
  const plain = card(reader, { code: 'SFH-A-0101' })
  const saved = card(reader, { code: 'SFH-A-0102', saved: t('saved.card') })
  const html = [plain, saved].map(createPartialRenderer<PremisesCard>('premises-card'))
  return {
    'premises-card': { plain, saved },
    'compare-cards': { plain: { cards: html }, 'all saved': { cards: html.slice(1), allSaved: true } },
    'unit-schematic': {
      'to scale': { ...schematicOf(reader, { code: 'SFH-A-0103', areaUsableSqM: 80 }) },
      'proportions not known': { ...schematicOf(reader, { code: 'SFH-A-0104', areaUsableSqM: 180 }) },
    },
    'plan-legend-item': { plain: { ...view.legend[0] }, all: { label: t('plan.staff.all'), count: '4' } },
    'plan-legend': { plain: { legend: view.legend } },
    // One: its script and its links know it by its id.
    'street-plan': { large: { ...view, large: true, open: '#content', openLabel: t('plan.open') } },
  }
}

function streetOf({ t, locale }: Reader): StreetView {
  const href = pathTo(locale, '/plan')
  const label = t('premises.plan.label', { units: statuses.length, free: 1 })
  const buildings = [{ code: 'A1', row: 'north' as const, offsetM: 0, lengthM: 40, floors: 2 }]
  const units = statuses.map((status, index) => ({
    code: `SFH-A-010${index + 1}`,
    row: 'north' as const,
    offsetM: index * 10,
    widthM: 10,
    floor: 1,
    status,
    depth: 'whole' as const,
    href,
    label: t(`premises.status.${status}`),
  }))
  return {
    plan: drawStreetPlan({ label, buildings, units }),
    legend: statuses.map(status => ({ tone: status, label: t(`premises.status.${status}`), count: '1' })),
    floors: [
      { label: t('premises.plan.all-floors'), name: t('premises.plan.all-floors'), href, current: true },
      { label: '1', name: t('premises.floor', { floor: 1 }), href, current: false },
    ],
    controls: [
      { name: 'in', sign: '+', label: t('plan.in'), href },
      { name: 'out', sign: '−', label: t('plan.out'), href: null },
    ],
    said: t('plan.whole'),
    fromM: 0,
    toM: 40,
    note: t('premises.plan.unfolded'),
    detail: '',
  }
}

/** A shop of 9 × 10 m, with whatever can be laid on, between two others. */
function schematicOf(reader: Reader, { code, areaUsableSqM }: { code: string; areaUsableSqM: number }) {
  const row = 'north' as const
  const beside = { row, floor: 1, status: 'let' as const, depth: 'whole' as const, areaSqM: 80, mainUse: null }
  return schematicView(reader, {
    premises: {
      code,
      areaUsableSqM,
      floor: 1,
      frontageM: 9,
      shopWindows: 2,
      parkingSpaces: 1,
      electricityKw: 20,
      stepFree: true,
      water: true,
      drain: true,
      extraction: true,
      gas: true,
      electricityPhases: 3,
      layout: 'open',
      entrance: { sharing: 'own', side: 'street' },
      position: { row, offsetM: 11, widthM: 9, depth: 'whole' },
    },
    building: { floors: 2, position: { row, offsetM: 0, lengthM: 40, depthM: 10 } },
    street: {
      unitsBetween: () => [
        { ...beside, slot: 0, code: 'SFH-A-0101', offsetM: 0, widthM: 11 },
        { ...beside, slot: 1, code: 'SFH-A-0102', offsetM: 20, widthM: 20 },
      ],
    },
  })
}

const card = (
  { t, locale }: Reader,
  { code, saved = '' }: Pick<PremisesCard, 'code'> & Partial<Pick<PremisesCard, 'saved'>>,
): PremisesCard => ({
  code,
  saved,
  href: pathTo(locale, '/premises'),
  title: t('site.place'),
  lang: null,
  tone: 'available',
  label: t('premises.status.available'),
  about: t('premises.use.retail'),
  measures: [{ label: t('premises.card.area'), value: '48 m²' }],
  cost: t('premises.card.cost', { cost: '¥1' }),
  costBeside: '',
  aMonth: t('premises.card.a-month'),
  waived: t('premises.card.waived', { rent: '¥36' }),
  drawing: drawShopFront({
    code,
    use: 'retail',
    frontageM: 8,
    widthM: 8,
    ceilingHeightM: 3.6,
    floor: 1,
    shopWindows: 2,
  }),
  photo: null,
})
