import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { apportion } from '#shared/apportion.ts'
import { formatArea, formatRoundMoney } from '#shared/texts/format.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { drawShopFront } from '../street/drawing/shop-front.ts'
import { costOf } from '../premises/rules.ts'
import type { CardPremises } from '../catalogue/service.ts'

/** The bill of one premises: what is free and what is not, in real figures. */
export type Example = {
  href: string
  name: string
  drawing: string
  demo: boolean
  rent: { label: string; instead: string; value: string }
  lines: { label: string; value: string; note: string }[]
  total: string
  waived: string
}

/** Only for premises whose whole first year is rent-free. */
export function exampleOf({ t, locale }: Reader, premises: CardPremises): Example {
  const cost = costOf(premises)
  const [management = 0, heating = 0] = apportion([cost.managementMonthlyFen, cost.heatingMonthlyFen], 100)
  const money = (fen: number) => formatRoundMoney(locale, fen)
  const aMonth = (fen: number) => t('home.bill.a-month', { amount: money(fen) })
  const months = premises.rentFreeMonths
  return {
    href: pathTo(locale, '/premises/:code', { code: premises.code }),
    name: t('home.bill.name', {
      title: readText(premises.title, locale).text,
      code: premises.code,
      area: formatArea(locale, premises.areaUsableSqM),
    }),
    drawing: drawingOf(premises),
    demo: premises.demo,
    rent: {
      label: t('home.bill.rent', { months }),
      instead: aMonth(cost.marketRentMonthlyFen),
      value: money(0),
    },
    lines: [
      { label: t('home.bill.management'), value: aMonth(management), note: '' },
      {
        label: t('home.bill.heating'),
        value: aMonth(heating),
        note: t('home.bill.heating.note', { amount: money(cost.heatingSeasonFen) }),
      },
      { label: t('home.bill.deposit'), value: money(cost.depositFen), note: t('home.bill.deposit.note') },
      { label: t('home.bill.utilities'), value: t('home.bill.utilities.value'), note: '' },
    ],
    total: t('home.bill.total', { amount: money(cost.firstYearMonthlyFen) }),
    waived: t('home.bill.waived', { amount: money(cost.rentWaivedFen), months }),
  }
}

const drawingOf = (premises: CardPremises): string =>
  drawShopFront({ ...premises, use: premises.allowedUses[0] ?? 'office', widthM: premises.position.widthM })
