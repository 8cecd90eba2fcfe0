/** Страница для тех, кто работает над видом сайта; только при разработке. */
export const components = {
  'components.title': 'Части страниц',
  'components.lead': 'Все общие части страниц в каждом своём состоянии. Страница есть только при разработке.',
  'components.schemes': 'Светлое или тёмное оформление',
  'components.system': 'Как в системе',
  'components.light': 'Светлое',
  'components.dark': 'Тёмное',
} as const
