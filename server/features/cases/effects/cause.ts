import type { HistoryEvent } from '#models/parts/history.ts'

/** Id of the event that an effect follows from: the effect's key ends with it and a number. */
export const causeId = (key: string): string | undefined => key.split(':').at(-1)?.split('-')[0]

export const causeOf = (events: readonly HistoryEvent[], key: string): HistoryEvent | undefined =>
  events.find(({ _id }) => _id.toHexString() === causeId(key))
