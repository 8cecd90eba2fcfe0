import { demonstrationFounders, demonstrationPeople } from '#features/accounts/demonstration.ts'
import type { Founder, Idea } from './people.ts'

const emails = demonstrationFounders.map(({ email }) => email)
const emailOf = (index: number): string => emails[index] ?? ''

export const marina: Founder = {
  email: demonstrationPeople.find(({ role }) => role === 'applicant')?.email ?? '',
  latin: ['VERSHININA', 'MARINA'],
  cyrillic: 'Вершинина Марина',
  citizenship: 'RU',
  residence: 'Россия, Владивосток',
  language: 'ru',
}
export const pavel: Founder = { ...marina, email: emailOf(0), latin: ['OZEROV', 'PAVEL'], cyrillic: 'Озеров Павел' }
export const darya: Founder = {
  ...marina,
  email: emailOf(1),
  latin: ['LUGOVAYA', 'DARYA'],
  cyrillic: 'Луговая Дарья',
  residence: 'Россия, Уссурийск',
}
export const timur: Founder = {
  ...marina,
  email: emailOf(2),
  latin: ['SARSENOV', 'TIMUR'],
  cyrillic: 'Сарсенов Тимур',
  citizenship: 'KZ',
  residence: 'Казахстан, Алма-Ата',
}
export const jisoo: Founder = {
  ...marina,
  email: emailOf(3),
  latin: ['HAN', 'JISOO'],
  cyrillic: '',
  citizenship: 'KR',
  residence: 'Republic of Korea, Sokcho',
  language: 'en',
}

export const sweets: Idea = {
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
export const bakery: Idea = {
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
export const studio: Idea = {
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
export const outdoor: Idea = {
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
export const workshop: Idea = {
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
