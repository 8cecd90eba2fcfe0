import type { ListingFacts } from '../listing/listing-facts.ts'
import { type Fields, usesOf } from './shape.ts'

/** Converts the parsed form into the stored fields of a listing. */
export function factsOf(form: Fields): ListingFacts {
  const { publishAt, expiresAt, certificateNumber } = form
  return {
    ...textsOf(form),
    ...measuresOf(form),
    allowedUses: usesOf(form),
    prohibitedUses: form.prohibitedUses,
    rentFreeMonths: form.rentFreeMonths,
    marketRentPerSqMMonthFen: form.marketRentPerSqMMonth,
    managementFeePerSqMMonthFen: form.managementFeePerSqMMonth,
    heatingFeePerSqMSeasonFen: form.heatingFeePerSqMSeason,
    depositFen: form.deposit,
    certificateNumber: certificateNumber || null,
    availableFrom: form.availableFrom,
    applicationWindow: { from: form['applicationWindow.from'], to: form['applicationWindow.to'] },
    publishAt,
    expiresAt,
  }
}

const textsOf = (form: Fields) => ({
  title: { ru: form['title.ru'], en: form['title.en'], zh: form['title.zh'] },
  summary: { ru: form['summary.ru'], en: form['summary.en'], zh: form['summary.zh'] },
  description: { ru: form['description.ru'], en: form['description.en'], zh: form['description.zh'] },
  defects: { ru: form['defects.ru'], en: form['defects.en'], zh: form['defects.zh'] },
  managingBody: { ru: form['managingBody.ru'], en: form['managingBody.en'], zh: form['managingBody.zh'] },
  reviewed: { ru: form['reviewed.ru'], en: form['reviewed.en'], zh: form['reviewed.zh'] },
})

const measuresOf = (form: Fields) => ({
  areaGrossSqM: form.areaGrossSqM,
  areaUsableSqM: form.areaUsableSqM,
  ceilingHeightM: form.ceilingHeightM,
  frontageM: form.frontageM,
  floor: form.floor,
  shopWindows: form.shopWindows,
  layout: form.layout,
  condition: form.condition,
  entrance: { sharing: form['entrance.sharing'], side: form['entrance.side'] },
  electricityKw: form.electricityKw,
  electricityPhases: form.electricityPhases,
  heating: form.heating,
  water: form.water,
  drain: form.drain,
  gas: form.gas,
  extraction: form.extraction,
  internet: form.internet,
  stepFree: form.stepFree,
  fireAccepted: form.fireAccepted,
  usableAsRegisteredAddress: form.usableAsRegisteredAddress,
  insideBorderTradeZone: form.insideBorderTradeZone,
  parkingSpaces: form.parkingSpaces,
  position: {
    row: form['position.row'],
    offsetM: form['position.offsetM'],
    widthM: form['position.widthM'],
    depth: form['position.depth'],
  },
})
