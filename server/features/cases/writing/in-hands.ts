import type { TextToTranslate } from '#models/parts/text-to-translate.ts'

type Kept = Pick<TextToTranslate, 'by' | 'keeper'>

/** Returns the id of whoever holds a text: its author until it is handed on; empty for nobody. */
export const holderOf = ({ by, keeper }: Kept): string => (keeper ?? by).id

/** Returns the same as a condition on one text of a case. */
export const inHandsOf = (account: string) => ({
  $or: [{ 'keeper.id': account }, { keeper: null, 'by.id': account }],
})

export const notInHandsOf = (account: string) => ({
  $nor: [{ 'keeper.id': account }, { keeper: null, 'by.id': account }],
})
