import { IncentiveModel } from '#models/incentives/incentive.ts'

/** Returns the form of a new incentive as a listing manager fills it in. */
export const filled = (overrides: Record<string, string | string[]> = {}) => ({
  slug: 'hiring-subsidy',
  category: 'labour',
  zones: ['suifenhe', 'harbin'],
  'title.ru': 'Поддержка найма',
  'title.zh': '用工补贴',
  'summary.ru': 'Город доплачивает.',
  'body.ru': 'Первый абзац.\r\n\r\nВторой абзац.',
  'sourceName.ru': 'Сайт города',
  sourceDate: '2026-06',
  sourceUrl: '',
  checkedAt: '2026-11-20',
  validFrom: '',
  expiresOn: '2026-12-31',
  ...overrides,
})

/** Returns a stored incentive by its slug, with its id as a string. */
export async function storedIncentive(slug: string) {
  const incentive = await IncentiveModel.findOne({ slug }).lean()
  if (!incentive) throw new Error(`no incentive ${slug}`)
  return { ...incentive, id: incentive._id.toHexString() }
}
