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
/** What a server answers that shuts down, or that is no longer the one that writes (MongoDB's `error_codes.yml`). */
const movingCodes = new Set([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436])
/** `ENODATA`: the host is there, but not the service that `mongodb+srv` asks for. */
const noSuchHost = /\b(ENOTFOUND|ENODATA)\b/

/** Whether somebody who tries again later may succeed: the database is not reached, or is changing its primary. */
export function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  if (awayNames.has(thrown.name) || movingCodes.has((thrown as { code?: number }).code ?? 0)) return true
  // Of the names that `mongodb+srv` looks up; the driver leaves these errors as the system made them.
  if (/^query/.test((thrown as NodeJS.ErrnoException).syscall ?? '')) return true
  // With buffering off, Mongoose refuses at once while there is no connection.
  if (thrown.name === 'MongooseError' && thrown.message.includes('bufferCommands')) return true
  // Of several writes at once the driver throws an error of its own (`MongoBulkWriteError`), which has the other one in it.
  return isDatabaseAway(thrown.cause) || isDatabaseAway((thrown as { errorResponse?: unknown }).errorResponse)
}

/** Whether the address names a host that does not exist, for which only a start waits, and not for long. */
export const isNowhere = (thrown: unknown): boolean => thrown instanceof Error && noSuchHost.test(thrown.message)

/**
 * Why something failed, in one line for an operator. Without what is stored (the server quotes the values that are twice
 * in a unique index) and without the user and the password of an address.
 */
export const reasonOf = (thrown: unknown): string => messageOf(thrown).split('\n', 1)[0] ?? ''

/** The same in as many lines as it has. */
export function messageOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return message.replace(/ dup key:.*/s, '').replace(/\/\/[^/\s"]*@/g, '//…@')
}
