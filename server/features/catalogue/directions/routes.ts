import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { officeView, type OfficeView } from '#shared/office/office.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { anyone } from '#web/access/access.ts'
import { dropInvalid } from '#web/forms/search-input.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import type { Breadcrumb, PageDiscovery } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import type { Street } from '../search/street.ts'
import type { PublicPremises } from '../service.ts'
import { streetView, type StreetView } from '../street-view.ts'
import {
  directionsView,
  driverCard,
  arrivalMarks,
  type Destination,
  type DirectionsView,
  type DriverCard,
} from './view.ts'

/** An unknown or hidden premises is ignored; the page describes the way to the street then. */
const querySchema = z.object({
  premises: dropInvalid(z.string().transform(typed => canonicalCode(typed) ?? undefined)),
})

/** Routes for the way to the street, or to one premises. */
export function directionsRoutes({ catalogue }: Pick<Services, 'catalogue'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/how-to-get-there', anyone, cachePage('premises'), async (req, res) => {
    const { premises: code } = querySchema.parse(req.query)
    const [destination, street] = await Promise.all([code ? catalogue.byCode(code) : null, catalogue.plan()])
    renderDirections(res, directionsPage(res.locals, { destination, street }))
  })

  return router
}

type DirectionsPage = PageDiscovery & {
  title: string
  description: string
  breadcrumb: Breadcrumb
  demo: boolean
  premises: { href: string; name: string; lang: string | null } | null
  directions: DirectionsView | null
  card: DriverCard | null
  office: OfficeView
  street: StreetView | null
  /** Where to ask when nothing is known; null otherwise. */
  ask: string | null
}
const renderDirections = view<DirectionsPage>('catalogue/directions')

type Asked = { destination: Destination | null; street: Street }

function directionsPage(reader: Reader, { destination, street }: Asked): DirectionsPage {
  const { t, locale } = reader
  const directions = directionsView(reader, destination)
  const card = driverCard(reader, destination)
  const office = officeView(reader)
  return {
    ...aboutOf(reader, destination?.premises),
    description: t('directions.description'),
    demo: destination?.premises.demo ?? street.demo,
    directions,
    card,
    // The link is left out, because it would lead to this page.
    office: office && { ...office, directions: '' },
    street: street.buildings.length > 0 ? drawStreet(reader, { destination, street }) : null,
    ask: directions || card ? null : pathTo(locale, '/contact'),
  }
}

type About = Pick<DirectionsPage, 'title' | 'noindex' | 'breadcrumb' | 'premises'>

/**
 * Returns the title and links. Only the page of the street is indexed; the pages of premises say the same about one door.
 */
function aboutOf({ t, locale }: Reader, premises: PublicPremises | undefined): About {
  const last = { label: t('directions.title') }
  if (!premises) {
    const breadcrumb = [{ label: t('nav.contact'), href: pathTo(locale, '/contact') }, last]
    return { title: t('directions.title'), noindex: false, breadcrumb, premises: null }
  }
  const { code } = premises
  const href = pathTo(locale, '/premises/:code', { code })
  const name = readText(premises.title, locale)
  return {
    title: t('directions.title.premises', { code }),
    noindex: true,
    breadcrumb: [{ label: t('nav.premises'), href: pathTo(locale, '/premises') }, { label: code, href }, last],
    premises: {
      href,
      name: [code, name.text].filter(Boolean).join(dot),
      lang: name.fallback ? name.locale : null,
    },
  }
}

/** Draws the whole street, with the arrival points and the premises marked. */
function drawStreet(
  reader: Reader,
  { destination, street }: { destination: Destination | null; street: Street },
): StreetView {
  const { t } = reader
  const here = destination?.premises
  const label = here ? t('directions.plan.premises', { code: here.code }) : t('directions.plan')
  return streetView(reader, {
    street,
    view: here ? { floor: here.floor, here: here.code } : { floor: 1 },
    label,
    arrivals: arrivalMarks(),
  })
}
