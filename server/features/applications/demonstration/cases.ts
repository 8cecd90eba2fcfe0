import type { AnswerSection } from '#models/cases/application.ts'
import type { DocumentKind } from '#models/documents/document.ts'
import type { ApplicationState } from '#features/cases/states.ts'
import { demonstrationFounders, demonstrationPeople } from '#features/accounts/demonstration.ts'
import type { Founder, Idea } from './people.ts'

const emails = demonstrationFounders.map(({ email }) => email)
const emailOf = (index: number): string => emails[index] ?? ''

const marina: Founder = {
  email: demonstrationPeople.find(({ role }) => role === 'applicant')?.email ?? '',
  latin: ['VERSHININA', 'MARINA'],
  cyrillic: 'Вершинина Марина',
  citizenship: 'RU',
  residence: 'Россия, Владивосток',
  language: 'ru',
}
const pavel: Founder = { ...marina, email: emailOf(0), latin: ['OZEROV', 'PAVEL'], cyrillic: 'Озеров Павел' }
const darya: Founder = {
  ...marina,
  email: emailOf(1),
  latin: ['LUGOVAYA', 'DARYA'],
  cyrillic: 'Луговая Дарья',
  residence: 'Россия, Уссурийск',
}
const timur: Founder = {
  ...marina,
  email: emailOf(2),
  latin: ['SARSENOV', 'TIMUR'],
  cyrillic: 'Сарсенов Тимур',
  citizenship: 'KZ',
  residence: 'Казахстан, Алма-Ата',
}
const jisoo: Founder = {
  ...marina,
  email: emailOf(3),
  latin: ['HAN', 'JISOO'],
  cyrillic: '',
  citizenship: 'KR',
  residence: 'Republic of Korea, Sokcho',
  language: 'en',
}

const sweets: Idea = {
  activity: 'Магазин дальневосточного мёда, кедрового ореха и шоколада.',
  useClass: 'retail',
  food: true,
  products: 'Мёд, орех, шоколад, сувенирные наборы.',
  reason: 'Витрина на улицу и вода в помещении.',
  experience: 'Шесть лет держу лавку на рынке во Владивостоке.',
  fitOut: 'Стеллажи, холодильная витрина, вывеска.',
  investment: 240_000,
  revenue: 46_000,
  costs: 27_000,
}
const bakery: Idea = {
  activity: 'Пекарня с кофе: хлеб на закваске, пироги, завтраки.',
  useClass: 'catering',
  food: true,
  products: 'Хлеб, пироги, кофе.',
  reason: 'Есть вытяжка и достаточно мощности для печи.',
  experience: 'Пекарь, восемь лет; последние три — своя пекарня в Уссурийске.',
  fitOut: 'Печь, прилавок, шесть столиков.',
  investment: 420_000,
  revenue: 71_000,
  costs: 44_000,
}
const studio: Idea = {
  activity: 'Студия переводов и сопровождения сделок для небольших компаний.',
  useClass: 'office',
  food: false,
  products: 'Письменные и устные переводы, проверка договоров.',
  reason: 'Подходит как юридический адрес.',
  experience: 'Переводчик с китайского, двенадцать лет.',
  fitOut: 'Мебель и связь.',
  investment: 60_000,
  revenue: 32_000,
  costs: 19_000,
}
const outdoor: Idea = {
  activity: 'A showroom of camping gear with an online shop behind it.',
  useClass: 'showroom',
  food: false,
  products: 'Tents, stoves, winter clothing.',
  reason: 'Wide windows, and room to pitch a tent.',
  experience: 'Nine years of importing outdoor goods.',
  fitOut: 'Lighting, racks, a small photo corner.',
  investment: 310_000,
  revenue: 58_000,
  costs: 35_000,
}
const workshop: Idea = {
  activity: 'Мастерская по ремонту и настройке музыкальных инструментов.',
  useClass: 'workshop',
  food: false,
  products: 'Ремонт, струны, аксессуары.',
  reason: 'Тихий двор и высокий потолок.',
  experience: 'Мастер по струнным, пятнадцать лет.',
  fitOut: 'Верстаки и звукоизоляция.',
  investment: 95_000,
  revenue: 29_000,
  costs: 16_000,
}

/** Step of an invented case, `daysAgo` days in the past. `assessed` and `handed_over` do not change the state. */
export type Step = {
  to: Exclude<ApplicationState, 'draft'> | 'assessed' | 'handed_over'
  daysAgo: number
  by: 'founder' | 'reviewer' | 'decider'
  reason?: string
  /** Items the applicant is asked for. The reason is composed of them. */
  asks?: readonly Ask[]
}
/** An item of an information request. */
export type Ask = { text: string } & (
  | { about: 'section'; target: AnswerSection }
  | { about: 'kind'; target: DocumentKind }
)
export type DemonstrationCase = {
  founder: Founder
  idea: Idea
  steps: readonly [Step, ...Step[]]
  /** Set when its choices are premises that other invented cases hold. */
  waits?: true
}

const by = { founder: 'founder', reviewer: 'reviewer', decider: 'decider' } as const
const submitted = (daysAgo: number): Step => ({ to: 'submitted', daysAgo, by: by.founder })
const screened = (daysAgo: number): [Step, ...Step[]] => [
  submitted(daysAgo),
  { to: 'screening', daysAgo: daysAgo - 1, by: by.reviewer },
]
const reviewed = (daysAgo: number): [Step, ...Step[]] => [
  ...screened(daysAgo),
  { to: 'review', daysAgo: daysAgo - 3, by: by.reviewer },
  { to: 'assessed', daysAgo: daysAgo - 6, by: by.reviewer },
]
const readyForDecision = (daysAgo: number): [Step, ...Step[]] => [
  ...reviewed(daysAgo),
  { to: 'decision', daysAgo: daysAgo - 7, by: by.reviewer },
]
const offered = (daysAgo: number): [Step, ...Step[]] => [
  ...readyForDecision(daysAgo),
  { to: 'offered', daysAgo: daysAgo - 9, by: by.decider },
]
const waiting = (daysAgo: number): [Step, ...Step[]] => [
  ...readyForDecision(daysAgo),
  { to: 'waitlisted', daysAgo: daysAgo - 9, by: by.decider },
]

const announced = (daysAgo: number): [Step, ...Step[]] => [
  ...readyForDecision(daysAgo),
  { to: 'public_notice', daysAgo: daysAgo - 9, by: by.decider },
]

/** Invented cases in most of the states, as on an ordinary day. */
export const demonstrationCases: readonly DemonstrationCase[] = [
  { founder: pavel, idea: workshop, steps: [submitted(1)] },
  { founder: timur, idea: studio, steps: screened(4) },
  {
    founder: darya,
    idea: sweets,
    steps: [
      ...screened(6),
      {
        to: 'information_requested',
        daysAgo: 3,
        by: by.reviewer,
        asks: [
          {
            about: 'section',
            target: 'plan',
            text: 'Укажите, пожалуйста, кто платит за холодильную витрину: в денежном плане этого расхода нет.',
          },
          { about: 'kind', target: 'permit', text: 'Приложите, пожалуйста, санитарное разрешение на торговлю мёдом.' },
        ],
      },
    ],
  },
  { founder: jisoo, idea: outdoor, steps: [...screened(9), { to: 'review', daysAgo: 6, by: by.reviewer }] },
  { founder: darya, idea: bakery, steps: readyForDecision(15) },
  { founder: pavel, idea: studio, steps: readyForDecision(12) },
  { founder: marina, idea: bakery, steps: offered(14) },
  { founder: timur, idea: workshop, steps: waiting(24), waits: true },
  { founder: darya, idea: studio, steps: waiting(19), waits: true },
  { founder: marina, idea: workshop, steps: waiting(17), waits: true },
  {
    founder: jisoo,
    idea: studio,
    steps: [
      ...readyForDecision(30),
      {
        to: 'rejected',
        daysAgo: 21,
        by: by.decider,
        reason: 'The plan does not show where the first six months of costs come from.',
      },
    ],
  },
  { founder: jisoo, idea: sweets, steps: [...offered(28), { to: 'accepted', daysAgo: 12, by: by.founder }] },
  {
    founder: pavel,
    idea: sweets,
    steps: [
      ...offered(40),
      { to: 'accepted', daysAgo: 25, by: by.founder },
      { to: 'contracted', daysAgo: 6, by: by.decider },
    ],
  },
  {
    founder: marina,
    idea: sweets,
    steps: [
      ...offered(120),
      { to: 'accepted', daysAgo: 105, by: by.founder },
      { to: 'contracted', daysAgo: 80, by: by.decider },
      { to: 'handed_over', daysAgo: 45, by: by.decider },
    ],
  },
  { founder: timur, idea: outdoor, steps: announced(12) },
]
