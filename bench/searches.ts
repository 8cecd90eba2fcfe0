/** The plain search; the same with an address of its own each time, so that no page is kept; and a round of different ones. */
export const plainSearch = '/ru/premises'
export const unkeptSearch = '/ru/premises?n=[<id>]'

const uses = ['retail', 'catering', 'services', 'office', 'showroom', 'workshop', 'warehouse', 'ecommerce']
const features = ['water', 'extraction', 'registered_address', 'step_free', 'internet', 'own_entrance']
const words = ['', 'магазин', 'кафе', 'склад']

export const variedSearches: readonly string[] = uses.flatMap((use, first) =>
  features.flatMap((feature, second) =>
    words.map((word, third) => {
      const query = new URLSearchParams({ use, feature, minArea: String(20 + first * 3 + second) })
      if (word) query.set('q', word)
      if (third % 2 === 1) query.set('sort', 'cheap')
      return `/ru/premises?${query.toString()}&n=[<id>]`
    }),
  ),
)
