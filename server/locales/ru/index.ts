import { common } from './common.ts'
import { documents } from './documents.ts'

export const ru = { ...common, ...documents }
