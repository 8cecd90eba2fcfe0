import type { TextToTranslate } from '#models/parts/text-to-translate.ts'

type Kept = Pick<TextToTranslate, 'by' | 'keeper'>

/** The id of whoever has a text in hand: its author, until it is handed on; empty for nobody. */
export const holderOf = ({ by, keeper }: Kept): string => (keeper ?? by).id

/** The same as conditions on one text of a case. */
export const inHandsOf = (account: string) => ({
  $or: [{ 'keeper.id': account }, { keeper: null, 'by.id': account }],
})

export const notInHandsOf = (account: string) => ({
  $nor: [{ 'keeper.id': account }, { keeper: null, 'by.id': account }],
})
