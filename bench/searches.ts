/** The plain search, and a round of different ones, so that no answer is asked for twice in a row. */
export const plainSearch = '/ru/premises'

const uses = ['retail', 'catering', 'services', 'office', 'showroom', 'workshop', 'warehouse', 'ecommerce']
const features = ['water', 'extraction', 'registered_address', 'step_free', 'internet', 'own_entrance']
const words = ['', 'магазин', 'кафе', 'склад']

export const variedSearches: readonly string[] = uses.flatMap((use, first) =>
  features.flatMap((feature, second) =>
    words.map((word, third) => {
      const query = new URLSearchParams({ use, feature, minArea: String(20 + first * 3 + second) })
      if (word) query.set('q', word)
      if (third % 2 === 1) query.set('sort', 'cheap')
      return `/ru/premises?${query.toString()}`
    }),
  ),
)
