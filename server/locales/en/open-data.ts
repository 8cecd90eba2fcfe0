import type { openData as ru } from '../ru/open-data.ts'

export const openData: Record<keyof typeof ru, string> = {
  'open-data.problem.title': 'The question is not understood',
  'open-data.problem.detail': 'Some parameters do not fit; each is named below.',
  'open-data.problem.unknown': 'There is no such parameter.',
  'open-data.problem.one-of': 'Possible values: {values}.',
  'open-data.problem.at-least': 'At least {least}.',
  'open-data.problem.at-most': 'At most {most}.',
  'open-data.problem.number': 'A number is needed.',
  'open-data.problem.once': 'This parameter is given once.',
  'open-data.problem.cursor': 'There is no such place in the list: take the cursor from the next link.',
  'open-data.problem.form': 'The value is not written as expected.',
  'open-data.problem.method': 'Read only',
  'open-data.problem.method-detail': 'Open data can only be read: GET or HEAD.',
  'open-data.picture.demo': 'Demonstration',
}
