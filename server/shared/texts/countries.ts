import type { Locale } from './i18n.ts'

/** States by ISO 3166-1 alpha-2, as members and observers of the United Nations use them. */
export const countries: readonly string[] = (
  'AF AL DZ AD AO AG AR AM AU AT AZ BS BH BD BB BY BE BZ BJ BT BO BA BW BR BN BG BF BI CV KH CM CA CF TD CL CN CO KM CG CD ' +
  'CR CI HR CU CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FJ FI FR GA GM GE DE GH GR GD GT GN GW GY HT HN HU IS IN ID IR IQ ' +
  'IE IL IT JM JP JO KZ KE KI KP KR KW KG LA LV LB LS LR LY LI LT LU MG MW MY MV ML MT MH MR MU MX FM MD MC MN ME MA MZ MM ' +
  'NA NR NP NL NZ NI NE NG MK NO OM PK PW PA PG PY PE PH PL PT QA RO RU RW KN LC VC WS SM ST SA SN RS SC SL SG SK SI SB SO ' +
  'ZA SS ES LK SD SR SE CH SY TJ TZ TH TL TG TO TT TN TR TM TV UG UA AE GB US UY UZ VU VA VE VN YE ZM ZW PS'
).split(' ')

const names = new Map<Locale, Intl.DisplayNames>()

/** Returns a country's name in a language; the code itself when it is unknown. */
export function countryName(locale: Locale, code: string): string {
  const displayNames = names.get(locale) ?? new Intl.DisplayNames([locale], { type: 'region' })
  names.set(locale, displayNames)
  return /^[A-Z]{2}$/.test(code) ? (displayNames.of(code) ?? code) : code
}
