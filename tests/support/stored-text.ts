import mongoose from 'mongoose'

/** Everything in the database, or in one collection, as it lies there, as text: what passes by the models opens nothing. */
export async function storedText(only?: string): Promise<string> {
  const { db } = mongoose.connection
  if (!db) throw new Error('the database is not open')
  const names = only ? [only] : (await db.collections()).map(({ collectionName }) => collectionName)
  const found = await Promise.all(names.map(name => db.collection(name).find().toArray()))
  // Bytes of files turn themselves into a form in which nobody finds a text again.
  return JSON.stringify(found, function (this: Record<string, unknown>, name, value: unknown) {
    const stored = this[name]
    return stored instanceof mongoose.mongo.Binary ? Buffer.from(stored.value()).toString('latin1') : value
  })
}
