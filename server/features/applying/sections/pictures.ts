import { isMessageKey, type Translate } from '#shared/texts/i18n.ts'
import type { CheckedOption } from '#web/forms/fields.ts'
import { choiceDrawing, drawingOfUse, type ChoiceDrawing, type PicturedOption } from '#web/forms/choice-drawings.ts'
import type { Vehicle } from '#features/cases/answers/fields.ts'

/** Number of cards in a row where there is room. */
type Layout = 'pair' | 'three' | 'four'
export type Pictured = { layout: Layout; options: PicturedOption[] }

const drawingOfVehicle: Record<Vehicle, ChoiceDrawing> = {
  individual: 'person',
  russian_company: 'houseWithFlag',
  chinese_company: 'hall',
  chinese_company_to_be_founded: 'hallToBe',
  other_country: 'globe',
}

/** Drawings of the answers, by question. Yes-or-no questions use the same drawing, crossed out for "no". */
const pictures: Record<string, { layout: Layout; of: Record<string, ChoiceDrawing> }> = {
  useClass: { layout: 'four', of: drawingOfUse },
  vehicle: { layout: 'three', of: drawingOfVehicle },
  waterNeeded: yesOrNo('tap'),
  extractionNeeded: yesOrNo('hood'),
  food: yesOrNo('bowl'),
  alcohol: yesOrNo('bottle'),
  hazard: yesOrNo('flame'),
}

function yesOrNo(drawing: ChoiceDrawing) {
  return { layout: 'pair' as const, of: { yes: drawing, no: drawing } }
}

/** Returns the answers as cards, with explanations where they exist; null when the question has no drawings. */
export function pictured(t: Translate, name: string, options: readonly CheckedOption[]): Pictured | null {
  const found = pictures[name]
  if (!found) return null
  return {
    layout: found.layout,
    options: options.map((option): PicturedOption => {
      const { value } = option
      const drawing = found.of[value]
      if (!drawing) throw new Error(`no drawing of ${name}, ${value}`)
      const meant = `finder.q.use.${value}`
      return {
        ...option,
        drawing: choiceDrawing(drawing, { crossedOut: value === 'no' }),
        ...(name === 'useClass' && isMessageKey(meant) ? { hint: t(meant) } : {}),
      }
    }),
  }
}
