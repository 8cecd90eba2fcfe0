import mongoose from 'mongoose'

/**
 * Returns the stored content of the database, or of one collection, as text. It bypasses the models, so nothing is
 * decrypted.
 */
export async function storedText(only?: string): Promise<string> {
  const { db } = mongoose.connection
  if (!db) throw new Error('the database is not open')
  const names = only ? [only] : (await db.collections()).map(({ collectionName }) => collectionName)
  const found = await Promise.all(names.map(name => db.collection(name).find().toArray()))
  // Binary values serialise themselves in a form in which a text cannot be found.
  return JSON.stringify(found, function (this: Record<string, unknown>, name, value: unknown) {
    const stored = this[name]
    return stored instanceof mongoose.mongo.Binary ? Buffer.from(stored.value()).toString('latin1') : value
  })
}
