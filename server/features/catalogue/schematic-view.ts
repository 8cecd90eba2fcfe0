import type { Reader } from '#shared/texts/i18n.ts'
import {
  layOutSchematic,
  type SchematicBuilding,
  type SchematicUnit,
} from '#features/street/drawing/schematic/frame.ts'
import { drawUnitSchematic } from '#features/street/drawing/schematic/unit-schematic.ts'
import { schematicKey, schematicNote, schematicTexts, type KeyItem } from '#features/street/drawing/schematic/words.ts'
import type { Street } from './search/street.ts'

/** Model of the partial `unit-schematic`: the drawing, its signs in words, and a note. */
export type SchematicView = { drawing: string; key: KeyItem[]; note: string }

type Subject = { premises: SchematicUnit; building: SchematicBuilding; street: Pick<Street, 'unitsBetween'> }

/** Returns the schematic, with the neighbours that the public can see; null when nothing true can be drawn. */
export function schematicView(reader: Reader, { premises, building, street }: Subject): SchematicView | null {
  const { offsetM, lengthM } = building.position
  const nearby = street.unitsBetween({ fromM: offsetM, toM: offsetM + lengthM })
  const frame = layOutSchematic({ unit: premises, building, nearby })
  if (!frame) return null
  return {
    drawing: drawUnitSchematic(frame, schematicTexts(reader, frame)),
    key: schematicKey(reader, frame),
    note: schematicNote(reader, frame),
  }
}
