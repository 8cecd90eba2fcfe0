import type { Asked } from './measuring.ts'

/** The plain search and the most frequent searches: ten whose time must not grow with the street. */
export const plainSearch = '/ru/premises'

export const commonestSearches: Record<string, string> = {
  everything: '',
  available: 'status=available',
  shops: 'use=retail',
  'free shops': 'use=retail&status=available',
  'cafés with extraction': 'use=catering&feature=extraction',
  'registered address': 'feature=registered_address&status=available',
  '20 to 60 m²': 'minArea=20&maxArea=60',
  'ground floor, cheapest first': 'floor=1&sort=cheap',
  'the zone': 'zone=suifenhe&status=available',
  'the word магазин': 'q=магазин',
}

const uses = ['retail', 'catering', 'services', 'office', 'showroom', 'workshop', 'warehouse', 'ecommerce']
const features = ['water', 'extraction', 'registered_address', 'step_free', 'internet', 'own_entrance']
const words = ['', 'магазин', 'кафе', 'склад']

/** 192 searches of all kinds. */
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

/** Headers with a cookie of another site: a request with any cookie is not answered from memory. */
export const notFromMemory = { cookie: 'other=1' }

/** The views of which both benches measure ratios; `wish` is the wanted ratio. */
export const measuredViews: readonly (Asked & { name: string; wish: number })[] = [
  { name: 'page from memory', paths: [plainSearch], headers: {}, wish: 0.9 },
  { name: 'page made anew', paths: [plainSearch], headers: notFromMemory, wish: 0.25 },
  { name: 'different searches', paths: variedSearches, headers: notFromMemory, wish: 0.2 },
]
