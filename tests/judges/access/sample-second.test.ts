import { describe } from 'vitest'
import { judgeSample } from './sample.ts'

describe('axe, IBM and Alfa on the second half of the templates', () => {
  judgeSample([3, 4, 5])
})
