import type { Slice, SliceParts } from '#server/slice.ts'
import { answerTextRoutes } from './answer/text-routes.ts'
import { enquiryDeskRoutes } from './answer/routes.ts'
import { enquiryChecks } from './checks.ts'
import { contactRoutes } from './ask/routes.ts'
import { inboundMailRoutes } from './inbound/routes.ts'
import { answerTemplateRoutes } from './templates/routes.ts'

/** Slice for questions to the office and its answers. */
export const enquiriesSlice = ({ services, config, clock }: SliceParts): Slice => ({
  name: 'enquiries',
  personalData: services.personalData.enquiries,
  checks: enquiryChecks,
  work: services.enquiries.work,
  cards: [
    {
      heading: 'desk.enquiries',
      path: '/enquiries',
      roles: ['listing_manager', 'administrator'],
      async figures({ reach }) {
        const { total } = await services.enquiries.list({ status: 'new', page: 1, reach })
        return [{ label: 'desk.enquiries.new', count: total, path: '/enquiries?status=new' }]
      },
    },
  ],
  doors: () => ({
    open: [inboundMailRoutes(services, config)],
    pages: [
      contactRoutes(services, clock),
      answerTemplateRoutes(services),
      enquiryDeskRoutes(services, linkable(services)),
      answerTextRoutes(services),
    ],
  }),
})

/** Checks for links of an enquiry: any premises, and any case with a reference. */
const linkable = ({ listings, cases }: SliceParts['services']) => ({
  isPremises: (code: string) => listings.records.exists(code),
  applicationOf: async (reference: string) => {
    const id = await cases.queue.idOf(reference)
    return id === null ? null : { id, reference }
  },
})
