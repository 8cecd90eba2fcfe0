import { Router } from 'express'
import type { Building } from '#models/premises/building.ts'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { officeView, type OfficeView } from '#shared/office/office.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { PublicReader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import type { Breadcrumb, PageDiscovery } from '#web/pages/head.ts'
import { qrCode, type QrCode } from '#web/pages/qr-code.ts'
import { view } from '#web/pages/view.ts'
import { codePath } from '../browse/input.ts'
import { pictures } from '../browse/premises-page.ts'
import { factGroups, type FactGroup } from '../browse/facts.ts'
import { schematicView, type SchematicView } from '../schematic-view.ts'
import { moneyPanel, type Assumptions, type MoneyPanel } from '../browse/money.ts'
import { useAndFloor } from '../card.ts'
import type { Street } from '../search/street.ts'
import type { PublicPremises } from '../service.ts'

type RequiredServices = Pick<Services, 'catalogue' | 'programme'>

/** Routes for sharing a premises: its URL in all the ways people send one, and a printable sheet. */
export function sharingRoutes({ catalogue, programme }: RequiredServices): Router {
  const router = Router({ caseSensitive: true })

  router.get('/premises/:code/share', anyone, cachePage(), async (req, res) => {
    const { code } = readPath(codePath, req.params)
    const found = await catalogue.byCode(code)
    if (!found) throw notFound('premises.not-found')
    if (found.premises.code !== code) {
      res.redirect(301, pathTo(res.locals.locale, '/premises/:code/share', { code: found.premises.code }))
      return
    }
    const [assumptions, street] = await Promise.all([programme.settings(), catalogue.plan()])
    renderSharing(res, sharingPage(res.locals, { ...found, assumptions, street, today: catalogue.today() }))
  })

  return router
}

type Sheet = Pick<ReturnType<typeof pictures>, 'photos' | 'drawing'> & {
  code: string
  heading: string
  lang: string | null
  tone: string
  label: string
  about: string
  schematic: Pick<SchematicView, 'drawing' | 'note'> | null
  money: MoneyPanel
  groups: FactGroup[]
  office: OfficeView
  asOf: string
}
type SharingPage = PageDiscovery &
  Sheet & {
    title: string
    description: string
    demo: boolean
    breadcrumb: Breadcrumb
    /** URL to be shared, without what this visitor had searched for. */
    address: string
    ways: { label: string; href: string }[]
    qr: QrCode
  }
const renderSharing = view<SharingPage>('catalogue/sharing')

type Subject = {
  premises: PublicPremises
  building: Building
  assumptions: Assumptions
  street: Street
  today: CityDay
}

function sharingPage(reader: PublicReader, subject: Subject): SharingPage {
  const { t, locale, publicUrl } = reader
  const { code, demo } = subject.premises
  const path = pathTo(locale, '/premises/:code', { code })
  const address = publicUrl + path
  const sheet = sheetOf(reader, subject)
  return {
    ...sheet,
    title: t('share.title', { code }),
    description: sheet.heading,
    demo,
    noindex: true,
    breadcrumb: [
      { label: t('nav.premises'), href: pathTo(locale, '/premises') },
      { label: code, href: path },
      { label: t('share.link') },
    ],
    address,
    ways: shareLinksOf(reader, { address, title: [sheet.heading, code].join(t('list.apposition')) }),
    qr: qrCode(address),
  }
}

function sheetOf(reader: PublicReader, subject: Subject): Sheet {
  const { t, locale } = reader
  const { premises, today } = subject
  const title = readText(premises.title, locale)
  const { photos, drawing } = pictures(reader, premises)
  return {
    code: premises.code,
    heading: title.text,
    lang: title.fallback ? title.locale : null,
    tone: premises.status,
    label: t(`premises.status.${premises.status}`),
    about: useAndFloor(reader, premises),
    // One photo is enough for a sheet.
    photos: photos.slice(0, 1),
    drawing,
    schematic: schematicView(reader, subject),
    // The recipient of the sheet has not chosen a currency.
    money: moneyPanel({ ...reader, rate: null }, premises, subject.assumptions),
    groups: factGroups(reader, subject),
    office: officeView(reader, { premises: premises.code }),
    asOf: t('share.as-of', { day: formatDay(locale, startOfCityDay(today)) }),
  }
}

/**
 * Telegram and VK accept a URL in a link (core.telegram.org/widgets/share, dev.vk.com/widgets/share); WeChat reads the QR
 * code.
 */
function shareLinksOf({ t }: PublicReader, { address, title }: { address: string; title: string }) {
  const telegram = new URLSearchParams({ url: address, text: title })
  const vk = new URLSearchParams({ url: address, title })
  return [
    { label: t('share.telegram'), href: `https://t.me/share/url?${telegram.toString()}` },
    { label: t('share.vk'), href: `https://vk.com/share.php?${vk.toString()}` },
    {
      label: t('share.mail'),
      href: `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(address)}`,
    },
  ]
}
