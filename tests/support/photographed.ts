import sharp from 'sharp'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import type { useSite } from './site.ts'

/** Creates a unit with a photo, uploaded by a manager of the whole street, so that its history has a version too. */
export async function aPhotographed(
  site: ReturnType<typeof useSite>,
  premises: Parameters<typeof aPremises>[0],
): Promise<{ code: string; photoId: string }> {
  const { code } = await aPremises(premises)
  const manager = await site.as(await aColleague('listing_manager'))
  const picture = sharp({ create: { width: 600, height: 450, channels: 3, background: '#7a9' } }).jpeg()
  await manager.post(`/zh/staff/premises/${code}/photos`).attach('photos', await picture.toBuffer(), 'front.jpg')
  const stored = await PremisesModel.findOne({ code }).lean<Premises>()
  return { code, photoId: stored?.photos[0]?._id.toHexString() ?? '' }
}
