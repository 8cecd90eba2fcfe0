import { describe } from 'vitest'
import { judgeSample } from './sample.ts'

describe('axe, IBM and Alfa on the first half of the templates', () => {
  judgeSample([0, 1, 2])
})
