import type { MessageKey } from '#shared/texts/i18n.ts'
import { readHours } from '#shared/office/hours.ts'
import type { Office, ArrivalRoute } from '#shared/office/settings.ts'
import { messengerKinds, messengers, readPhone } from '#shared/office/messengers.ts'
import { pointOf, readPoint, readWhole, arrivalKinds, type ArrivalKind } from '#shared/office/ways.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'

/** `read` returns the value to store, null when the typed text is invalid. `wrong` is the error message. */
type OfficeField = { max: number; read: (input: string) => string | null; wrong: MessageKey }

/** Refuses characters with a meaning in HTML, mail headers or sentences with gaps. */
const parsePlainLine = (input: string): string | null =>
  /[<>{}"#\n]/.test(input) ? null : input.replaceAll(/\s+/g, ' ')

const lineField = (max: number): OfficeField => ({ max, read: parsePlainLine, wrong: 'programme.line.wrong' })
const hoursField: OfficeField = { max: 60, read: readHours, wrong: 'programme.hours.wrong' }

const wholeNumberField: OfficeField = { max: 7, read: readWhole, wrong: 'form.whole-number' }

/** Settings on how the office is reached and found. All are texts. An empty one is not set and not shown anywhere. */
export const officeSettings = {
  officePhone: { max: 30, read: readPhone, wrong: 'programme.officePhone.wrong' },
  messengerTelegram: { max: 100, read: messengers.Telegram.read, wrong: 'programme.messenger.wrong' },
  messengerWhatsapp: { max: 30, read: readPhone, wrong: 'programme.officePhone.wrong' },
  messengerWechat: { max: 40, read: messengers.Wechat.read, wrong: 'programme.messenger.wrong' },
  messengerVk: { max: 100, read: messengers.Vk.read, wrong: 'programme.messenger.wrong' },
  messengerMax: { max: 120, read: messengers.Max.read, wrong: 'programme.messenger.wrong' },
  addressRu: lineField(200),
  addressEn: lineField(200),
  addressZh: lineField(100),
  hoursMonday: hoursField,
  hoursTuesday: hoursField,
  hoursWednesday: hoursField,
  hoursThursday: hoursField,
  hoursFriday: hoursField,
  hoursSaturday: hoursField,
  hoursSunday: hoursField,
  streetPoint: { max: 40, read: readPoint, wrong: 'programme.streetPoint.wrong' },
  borderMetres: wholeNumberField,
  borderMinutes: wholeNumberField,
  borderAtM: wholeNumberField,
  borderRu: lineField(300),
  borderEn: lineField(300),
  borderZh: lineField(200),
  stationMetres: wholeNumberField,
  stationMinutes: wholeNumberField,
  stationAtM: wholeNumberField,
  stationRu: lineField(300),
  stationEn: lineField(300),
  stationZh: lineField(200),
  busMetres: wholeNumberField,
  busMinutes: wholeNumberField,
  busAtM: wholeNumberField,
  busRu: lineField(300),
  busEn: lineField(300),
  busZh: lineField(200),
} as const satisfies Record<string, OfficeField>
export type OfficeSetting = keyof typeof officeSettings
export const officeSettingNames = Object.keys(officeSettings) as OfficeSetting[]

/** Returns the value to store; null when it is invalid. */
export function readOfficeSetting(name: OfficeSetting, input: string): string | null {
  const { max, read } = officeSettings[name]
  if (input === '') return ''
  const value = read(input)
  return value === null || value.length > max ? null : value
}

type OfficeValues = Record<OfficeSetting, string> & WorkingCalendar & { inventedOffice: boolean }

/** Returns the office in the shape that pages and mails use. */
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
  ways: arrivalKinds.flatMap(kind => wayOf(values, kind)),
  point: pointOf(values.streetPoint),
  calendar: { daysOff: values.daysOff, makeUpDays: values.makeUpDays },
  invented: values.inventedOffice,
})

const parseStoredNumber = (stored: string): number | null => (stored ? Number(stored) : null)

/** Returns nothing when neither distance, duration nor description is set. */
function wayOf(values: OfficeValues, kind: ArrivalKind): ArrivalRoute[] {
  const [metres, minutes, atM] = [`${kind}Metres`, `${kind}Minutes`, `${kind}AtM`] as const
  const text = { ru: values[`${kind}Ru`], en: values[`${kind}En`], zh: values[`${kind}Zh`] }
  const way = {
    kind,
    metres: parseStoredNumber(values[metres]),
    minutes: parseStoredNumber(values[minutes]),
    atM: parseStoredNumber(values[atM]),
    text,
  }
  const isDescribed = way.metres !== null || way.minutes !== null || Object.values(text).some(Boolean)
  return isDescribed ? [way] : []
}

/**
 * Invented values for the demonstration, chosen so that nobody is called or written to. No telephone number of this area
 * begins with a zero, and no Telegram name has two consecutive underscores.
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
  streetPoint: '44.3960, 131.1348',
  borderMetres: '6200',
  borderMinutes: '15',
  borderAtM: '0',
  borderRu: 'После паспортного контроля возьмите такси на площади и покажите водителю карточку с адресом.',
  borderEn: 'After passport control take a taxi in the square and show the driver the card with the address.',
  borderZh: '出关后在广场乘出租车，向司机出示地址卡。',
  stationMetres: '3400',
  stationMinutes: '10',
  stationAtM: '0',
  stationRu: 'От вокзала на такси или автобусом с привокзальной площади.',
  stationEn: 'From the station by taxi, or by bus from the square in front of it.',
  stationZh: '从火车站可乘出租车，或在站前广场乘公交车。',
  busMetres: '150',
  busMinutes: '2',
  busAtM: '460',
  busRu: 'Остановка «Улица стартапов», у середины улицы.',
  busEn: 'The stop “Startup Street”, at the middle of the street.',
  busZh: '“创业街”站，位于街道中段。',
  inventedOffice: true,
}
