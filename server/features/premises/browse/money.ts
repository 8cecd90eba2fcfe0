import { formatMoney, formatRoundMoney } from '../../../shared/format.ts'
import { costOf } from '../rules.ts'
import type { PublicPremises } from '../service.ts'
import type { Words } from './words.ts'

export type MoneyRow = { label: string; value: string; note: string }
export type MoneyPanel = { pay: string; waived: string; free: MoneyRow[]; notFree: MoneyRow[] }

const threeYears = 36

/** What is free and what is not, in money. */
export function moneyPanel(words: Words, premises: PublicPremises): MoneyPanel {
  const { t, locale } = words
  const cost = costOf(premises)
  const rent = formatRoundMoney(locale, cost.rentWaivedFen)
  const months = premises.rentFreeMonths
  return {
    pay: t('premises.one.pay', { cost: formatRoundMoney(locale, cost.firstYearMonthlyFen) }),
    waived:
      months === threeYears ? t('premises.one.waived', { rent }) : t('premises.one.waived-months', { rent, months }),
    free: [
      {
        label: t('premises.one.rent'),
        value: t('premises.one.rent-zero', { rent: formatRoundMoney(locale, cost.marketRentMonthlyFen) }),
        note: t('premises.one.rent-note', { rate: formatMoney(locale, premises.marketRentPerSqMMonthFen) }),
      },
    ],
    notFree: notFree(words, premises, cost),
  }
}

function notFree({ t, locale }: Words, premises: PublicPremises, cost: ReturnType<typeof costOf>): MoneyRow[] {
  const aMonth = (fen: number) => t('premises.one.a-month', { cost: formatRoundMoney(locale, fen) })
  return [
    {
      label: t('premises.one.management'),
      value: aMonth(cost.managementMonthlyFen),
      note: t('premises.one.management-note', { rate: formatMoney(locale, premises.managementFeePerSqMMonthFen) }),
    },
    {
      label: t('premises.one.heating'),
      value: aMonth(cost.heatingMonthlyFen),
      note: t('premises.one.heating-note', {
        season: formatRoundMoney(locale, cost.heatingSeasonFen),
        rate: formatMoney(locale, premises.heatingFeePerSqMSeasonFen),
      }),
    },
    {
      label: t('premises.one.deposit'),
      value: formatMoney(locale, cost.depositFen),
      note: t('premises.one.deposit-note'),
    },
    { label: t('premises.one.utilities'), value: t('premises.one.utilities-value'), note: '' },
  ]
}
