import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import { allOf, type DeskCard, type DeskFigure, type SliceParts } from '#server/slice.ts'

const roles = ['listing_manager', 'administrator'] as const

/** How many premises there are in each status, how many are taken, which the plan shows; and the buildings. */
export const premisesCards = ({
  listings,
  buildings: kept,
}: Pick<SliceParts['services'], 'listings' | 'buildings'>): DeskCard[] => [
  {
    heading: 'desk.premises',
    path: '/premises',
    roles,
    async figures({ buildings }) {
      const counts = await listings.counts({ buildings })
      const figures = premisesStatuses.map((status): DeskFigure => ({
        label: `premises.status.${status}`,
        count: counts[status] ?? 0,
        path: `/premises?status=${status}`,
      }))
      return [...figures, { label: 'plan.staff.title', count: (counts.held ?? 0) + (counts.let ?? 0), path: '/plan' }]
    },
  },
  {
    heading: 'desk.buildings',
    path: '/buildings',
    roles,
    figures: async ({ buildings }) => allOf('/buildings', await kept.count({ buildings })),
  },
]
