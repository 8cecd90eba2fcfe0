import mongoose from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { PictureModel } from '#models/documents/picture.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { storeBytes } from '#outside/files/files.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { aSlot } from '../factories/viewings.ts'
import { addressOf } from '../support/routes/route-walk.ts'
import { routesOf, type Route } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'
import { typedInto } from '../support/staff-form.ts'
import { aPhotographed } from '../support/photographed.ts'

/**
 * Routes with a parameter that names nothing in a building. A new route that is neither here nor below one of `things`
 * requires a decision on what a limited colleague gets there (ADR 54).
 */
const elsewhere = [
  // The person's own account, tokens and table views.
  ...[
    '/account/notifications/devices/:id/remove',
    '/account/sessions/:handle/end',
    '/saved/searches/:key',
    '/staff/tokens/:id/revoke',
  ],
  ...['', '/conditions', '/opens', '/remove'].map(act => `/staff/premises/views/:id${act}`),
  // What the whole office writes and reads.
  ...['/staff/help/:topic', '/staff/help/first-day/:number', '/staff/texts/:item', '/staff/work/:kind'],
  ...['', '/archive'].map(act => `/staff/enquiries/templates/:id${act}`),
  ...['', '/discard', '/preview'].map(act => `/staff/incentives/:id${act}`),
  ...['', '/preview'].map(act => `/staff/incentives/zones/:slug${act}`),
  ...['/staff/premises/import/template.:kind', '/staff/reports/report.:format'],
  ...[
    '/staff/letters/preview/:decision/:language',
    '/staff/letters/preview/tenancies/:decision/:language',
    '/staff/contracts/preview/:language',
  ],
]

describe('the content of other buildings', () => {
  const site = useSite()
  type Gaps = Record<string, string>
  /** The address of each kind of thing, with the parameters of one in building B2 for it and all below it. */
  let things: Record<string, Gaps>
  let [limited, keeper]: Awaited<ReturnType<typeof site.as>>[] = []

  beforeEach(async () => {
    await aBuilding({ code: 'A1' })
    await aBuilding({ code: 'B2' })
    const own = await aColleague('listing_manager', { buildings: ['A1'] })
    const other = await aColleague('listing_manager')
    const anyone = { id: other.id, name: other.name, role: 'listing_manager' as const, buildings: [] }
    const { code, photoId } = await aPhotographed(site, { code: 'SFH-B-0201', buildingCode: 'B2' })
    await aPremises({ code: 'SFH-B-0202', buildingCode: 'B2', status: 'let' })
    const tenancy = await aTenancy(site.services, { premises: 'SFH-B-0203', buildingCode: 'B2' })
    const { code: before } = await aPremises({ code: 'SFH-B-0204', buildingCode: 'B2' })
    const earlier = await site.services.tenancies.earlier.enter(
      {
        premises: before,
        taken: 'let',
        tenant: 'Tea house',
        since: '2025-03-01',
        until: null,
        rent: 'paid',
        rentFreeUntil: null,
        terms: '',
      },
      { id: other.id, name: other.name, role: 'listing_manager' },
      { id: other.id, premises: null },
    )
    const pictureId = await aPicture(tenancy.application)
    const slot = await aSlot({ premises: code })
    const textId = '5'.repeat(24)
    const answer = {
      language: 'zh' as const,
      into: 'en' as const,
      texts: [{ name: 'text', text: '可以。' }],
      typed: {},
      act: 'reply',
    }
    const enquiry = await EnquiryModel.create({
      name: 'Sender',
      email: 'sender@example.com',
      preferredLanguage: 'en',
      topic: 'premises',
      message: 'Is it free?',
      digest: 'one',
      premisesCode: code,
      toTranslate: {
        ...answer,
        _id: new mongoose.Types.ObjectId(textId),
        at: new Date(),
        by: { id: other.id, name: other.name },
      },
    })
    const moved = { kind: 'move' as const, move: 'pause' as const, note: 'Painting' }
    const bulk = await site.services.listings.bulk.plan([code], anyone, moved)
    const file = { name: 'a.csv', bytes: Buffer.from('code;floor\nSFH-B-0201;1\n') }
    keeper = await site.as(other)
    const floors = typedInto(await keeper.get('/en/staff/buildings/B2'), { floors: '4' })
    await keeper.post('/en/staff/buildings/B2').type('form').send(floors).expect(303)
    const sent = await keeper.post('/en/staff/premises/import').attach('file', file.bytes, file.name).expect(303)
    limited = await site.as(own)
    things = {
      '/staff/premises/bulk/:id': { id: bulk },
      '/staff/premises/import/:id': { id: sent.headers.location?.split('/').at(-1) ?? '' },
      '/staff/premises/:code': { code, photoId, version: '1' },
      '/staff/buildings/:code': { code: 'B2', version: '1' },
      '/staff/tenancies/:id': { id: tenancy.id },
      '/staff/tenancies/earlier/:id': { id: earlier },
      '/applications/:id/pictures/:pictureId': { id: tenancy.application, pictureId },
      '/staff/viewings/:id': { id: slot.id },
      '/staff/enquiries/:id': { id: enquiry._id.toHexString(), textId },
    }
  })

  /** Stores a picture of a handover, as an officer takes it. */
  async function aPicture(application: string): Promise<string> {
    const storageId = await storeBytes(site.services.pictures.store, Buffer.from('a picture'))
    const kept = { application, by: '0'.repeat(24), size: 9, storageId, takenAt: new Date() }
    return (await PictureModel.create(kept))._id.toHexString()
  }

  /** Returns the routes about one thing that a listing manager may request and a visitor may not. */
  const named = () =>
    routesOf(site.app).filter(
      ({ path, roles = [] }) =>
        path.includes(':') && roles.includes('listing_manager') && !roles.includes('signed-out'),
    )
  const thingOf = ({ path }: Route) => Object.keys(things).find(at => path === at || path.startsWith(`${at}/`))
  const inBuildings = () => named().filter(route => !elsewhere.includes(route.path))

  async function ask(agent: typeof limited, route: Route) {
    const address = addressOf(route.path, gap => things[thingOf(route) ?? '']?.[gap] ?? '0')
    const { status } = await (route.method === 'get' ? agent!.get(address) : agent!.post(address).type('form').send({}))
    return status
  }
  const stored = async () =>
    JSON.stringify([
      ...[await PremisesModel.find().lean(), await TenancyModel.find().lean(), await EarlierTenancyModel.find().lean()],
      ...[await ViewingModel.find().lean(), await EnquiryModel.find().lean()],
    ])

  it('is defined for every route that addresses it', () => {
    const unknown = inBuildings().filter(route => !thingOf(route))
    expect(unknown.map(({ path }) => path)).toEqual([])
    const paths = new Set(named().map(({ path }) => path))
    expect(elsewhere.filter(path => !paths.has(path))).toEqual([])
  })

  it('is not found and not changed by a colleague limited to some buildings', async () => {
    const before = await stored()
    const met: string[] = []
    for (const route of inBuildings()) {
      const status = await ask(limited, route)
      if (status !== 404) met.push(`${route.method} ${route.path} ${status}`)
    }
    expect(met).toEqual([])
    expect(await stored()).toBe(before)
  })

  it('is found by a colleague without a limit', async () => {
    const missing: string[] = []
    // Routes that delete what others need come last.
    const takesAway = ({ path }: Route) => Number(/remove$|withdraw$|drop$/.test(path))
    for (const route of inBuildings().toSorted((a, b) => takesAway(a) - takesAway(b))) {
      const status = await ask(keeper, route)
      if (status === 404 || status >= 500) missing.push(`${route.method} ${route.path} ${status}`)
    }
    expect(missing).toEqual([])
  })
})
