import type { directions as ru } from '#server/locales/ru/catalogue/directions.ts'

export const directions: Record<keyof typeof ru, string> = {
  'directions.title': 'How to get there',
  'directions.title.premises': 'How to get to {code}',
  'directions.description':
    'The way to Startup Street from the border, the station and the bus, its coordinates, and a card with the address for a driver.',
  'directions.none': 'The office has not said yet how to get there. Ask the adviser:',
  'directions.from.border': 'From the border',
  'directions.from.station': 'From the railway station',
  'directions.from.bus': 'From the bus stop',
  'directions.minutes.border': '{minutes}\u00a0min by car',
  'directions.minutes.station': '{minutes}\u00a0min by car',
  'directions.minutes.bus': '{minutes}\u00a0min on foot',
  'directions.km': '{km}\u00a0km',
  'directions.along': 'Then {distance} along the street',
  'directions.invented': 'Distances and descriptions are invented for the demonstration.',
  'directions.point': 'Coordinates (WGS 84)',
  'directions.maps': 'Open on a map',
  'directions.map.yandex': 'Yandex Maps',
  'directions.map.2gis': '2GIS',
  'directions.map.amap': 'Amap (高德)',
  'directions.plan': 'Plan of the street; numbers show where one arrives',
  'directions.plan.premises': 'Plan of the street with {code}; numbers show where one arrives',
  'directions.card': 'Card for a driver',
  'directions.card.phone': 'Phone of the office',
  'directions.card.hint': 'Show it to the driver, or print the page: the card and the way remain on paper.',
  'directions.card.link': 'A card with the address in Chinese for a driver',
}
