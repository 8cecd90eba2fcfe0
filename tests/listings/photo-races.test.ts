import mongoose from 'mongoose'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { storeBytes } from '#outside/files/files.ts'
import { sweepFiles } from '#features/documents/jobs.ts'
import { aPremises } from '../factories/premises.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { useSite } from '../support/site.ts'
import { inStore, sha256 } from '../support/upload-site.ts'

const site = useSite()
const by = { id: 'f'.repeat(24), name: '李慧兰' }
type Place = { code: string; photoId: string; by: typeof by }
type Act = (place: Place) => Promise<unknown>

const stored = async (code: string) => (await PremisesModel.findOne({ code }).lean<Premises>())!
const focus: Act = place => site.services.listings.photos.focus({ ...place, focus: { x: 5, y: 10 } })
const remove: Act = place => site.services.listings.photos.remove(place)
const makeCard: Act = () => site.services.listings.photos.makeMissingCards()

type Card = 'with a card' | 'of earlier days'

async function aPhoto(card: Card): Promise<Place> {
  const { store, add } = site.services.listings.photos
  const picture = sharp({ create: { width: 30, height: 20, channels: 3, background: '#7a9' } })
  const bytes = await picture.jpeg().toBuffer()
  const storageId = await storeBytes(store, bytes)
  const file = { field: 'photos', name: 'a.jpg', extension: 'jpg' as const, mediaType: 'image/jpeg' as const }
  const { code } = await aPremises()
  await add({ code, by, files: [{ ...file, size: bytes.length, sha256: sha256(bytes), storageId }] })
  const photo = (await stored(code)).photos[0]!
  if (card === 'of earlier days') {
    await PremisesModel.updateOne({ code }, { $unset: { 'photos.0.card': 1 } })
    for (const rendition of photo.card?.renditions ?? []) await store.remove(rendition.file.toHexString())
  }
  return { code, photoId: photo._id.toHexString(), by }
}

/** Everything that a premises with a photo consists of. */
const collections = ['premises', 'photos.files', 'photos.chunks', 'photos.pending']

/**
 * Makes a photo and returns a function that puts the premises back as it was with this photo: converting the picture again
 * for each operation would take longer than all else.
 */
async function preparedPhoto(card: Card): Promise<() => Promise<Place>> {
  const place = await aPhoto(card)
  const kept = collections.map(name => mongoose.connection.collection(name))
  const documents = await Promise.all(kept.map(one => one.find().toArray()))
  return async () => {
    for (const [index, one] of kept.entries()) {
      await one.deleteMany({})
      if (documents[index]!.length > 0) await one.insertMany(documents[index]!)
    }
    return place
  }
}

/** Checks that the stored files are exactly those of the photo. */
async function isWhole({ code }: Place): Promise<boolean> {
  site.clock.advance({ minutes: 61 })
  await sweepFiles.run({ services: site.services, log: site.log })
  const { photos } = await stored(code)
  const files = photos.flatMap(({ renditions, card }) => [...renditions, ...(card?.renditions ?? [])])
  const whole = await site.services.listings.photos.store.whole(files.map(({ file }) => file.toHexString()))
  const { files: kept, pending } = await inStore('photos')
  return kept === files.length && whole.size === files.length && pending === 0
}

it.each<[string, { first: Act; other: Act; card: Card }]>([
  ['removed while it gets another card', { first: remove, other: focus, card: 'with a card' }],
  ['removed while it gets its first card', { first: remove, other: makeCard, card: 'of earlier days' }],
  ['given two cards at once', { first: focus, other: makeCard, card: 'of earlier days' }],
])(
  'a photo that is %s leaves no unused file',
  async (_name, { first, other, card }) => {
    const photo = await preparedPhoto(card)
    for (let operation = 0; ; operation += 1) {
      const place = await photo()
      // The second act may find the photo deleted.
      const act = (one: Act) => async () => one(place).catch(() => undefined)
      const end = await cutIn(operation, act(first), act(other))
      expect(await isWhole(place), `cut in at operation ${operation}`).toBe(true)
      if (end === 'over') break
    }
  },
  120_000,
)
