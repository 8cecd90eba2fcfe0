const awayNames = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoClientClosedError',
])
/** Error codes of a server that is shutting down or is no longer the primary (MongoDB's `error_codes.yml`). */
const movingCodes = new Set([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436])
/** `ENODATA`: the host exists, but not the service that `mongodb+srv` looks up. */
const noSuchHost = /\b(ENOTFOUND|ENODATA)\b/

/** Checks whether a later attempt may succeed: the database cannot be reached, or is changing its primary. */
export function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  if (awayNames.has(thrown.name) || movingCodes.has((thrown as { code?: number }).code ?? 0)) return true
  // Errors of the name look-ups for `mongodb+srv`, which the driver passes on unchanged.
  if (/^query/.test((thrown as NodeJS.ErrnoException).syscall ?? '')) return true
  // With buffering off, Mongoose refuses at once while there is no connection.
  if (thrown.name === 'MongooseError' && thrown.message.includes('bufferCommands')) return true
  // For several writes at once the driver throws an error of its own (`MongoBulkWriteError`) that contains the original one.
  return isDatabaseAway(thrown.cause) || isDatabaseAway((thrown as { errorResponse?: unknown }).errorResponse)
}

/** Checks whether the host of the address does not exist. Only a start waits for it, and only for a short time. */
export const isUnknownHost = (thrown: unknown): boolean => thrown instanceof Error && noSuchHost.test(thrown.message)

/**
 * Returns the reason of a failure in one line for an operator. Leaves out stored data (the server quotes duplicate values of
 * a unique index) and the user and password of an address.
 */
export const reasonOf = (thrown: unknown): string => messageOf(thrown).split('\n', 1)[0] ?? ''

/** Returns the same reason with all its lines. */
export function messageOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return message.replace(/ dup key:.*/s, '').replace(/\/\/[^/\s"]*@/g, '//…@')
}
