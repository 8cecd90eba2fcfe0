import type { MessageKey } from '#shared/texts/i18n.ts'
import { readHours } from '#shared/office/hours.ts'
import type { Office } from '#shared/office/settings.ts'
import { messengerKinds, messengers, readPhone } from '#shared/office/reach.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'

/** `read` gives what is stored of what was typed, null when it cannot be right; `wrong` says so. */
type OfficeField = { max: number; read: (typed: string) => string | null; wrong: MessageKey }

/** Plain words: what means something in a page, a mail header or a sentence with gaps has no place in them. */
const plainLine = (typed: string): string | null => (/[<>{}"#\n]/.test(typed) ? null : typed.replaceAll(/\s+/g, ' '))

const line = (max: number): OfficeField => ({ max, read: plainLine, wrong: 'programme.line.wrong' })
const hours: OfficeField = { max: 60, read: readHours, wrong: 'programme.hours.wrong' }

/** How the office is reached. All are texts; an empty one is not set, and shown nowhere. */
export const officeSettings = {
  officePhone: { max: 30, read: readPhone, wrong: 'programme.officePhone.wrong' },
  messengerTelegram: { max: 100, read: messengers.Telegram.read, wrong: 'programme.messenger.wrong' },
  messengerWhatsapp: { max: 30, read: readPhone, wrong: 'programme.officePhone.wrong' },
  messengerWechat: { max: 40, read: messengers.Wechat.read, wrong: 'programme.messenger.wrong' },
  messengerVk: { max: 100, read: messengers.Vk.read, wrong: 'programme.messenger.wrong' },
  messengerMax: { max: 120, read: messengers.Max.read, wrong: 'programme.messenger.wrong' },
  addressRu: line(200),
  addressEn: line(200),
  addressZh: line(100),
  hoursMonday: hours,
  hoursTuesday: hours,
  hoursWednesday: hours,
  hoursThursday: hours,
  hoursFriday: hours,
  hoursSaturday: hours,
  hoursSunday: hours,
} as const satisfies Record<string, OfficeField>
export type OfficeSetting = keyof typeof officeSettings
export const officeSettingNames = Object.keys(officeSettings) as OfficeSetting[]

/** What is stored of what was typed; null when it cannot be right. */
export function readOfficeSetting(name: OfficeSetting, typed: string): string | null {
  const { max, read } = officeSettings[name]
  if (typed === '') return ''
  const value = read(typed)
  return value === null || value.length > max ? null : value
}

type OfficeValues = Record<OfficeSetting, string> & WorkingCalendar & { inventedOffice: boolean }

/** The office as pages and letters need it. */
export const officeOf = (values: OfficeValues): Office => ({
  phone: values.officePhone,
  address: { ru: values.addressRu, en: values.addressEn, zh: values.addressZh },
  messengers: messengerKinds.flatMap(kind => {
    const name = values[`messenger${kind}`]
    return name ? [{ kind, name }] : []
  }),
  hours: [
    ...[values.hoursMonday, values.hoursTuesday, values.hoursWednesday, values.hoursThursday],
    ...[values.hoursFriday, values.hoursSaturday, values.hoursSunday],
  ],
  calendar: { daysOff: values.daysOff, makeUpDays: values.makeUpDays },
  invented: values.inventedOffice,
})

/**
 * Of the demonstration, so that nobody is called or written to: no number of this area begins with a zero, and no name in
 * Telegram has two underscores in a row.
 */
export const inventedOffice = {
  officePhone: '+86 453 000-0000',
  messengerTelegram: 'invented__office',
  messengerWechat: 'invented--office',
  addressRu: 'Улица стартапов, корпус A1, 2-й этаж, Зона приграничного экономического сотрудничества, Суйфэньхэ',
  addressEn: 'Startup Street, building A1, 2nd floor, Border Economic Cooperation Zone, Suifenhe',
  addressZh: '绥芬河市边境经济合作区创业街A1号楼2层',
  ...Object.fromEntries(
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].map(day => [`hours${day}`, '08:30–11:30, 13:30–17:00']),
  ),
  hoursSaturday: '09:00–12:00',
  inventedOffice: true,
}
