import { closeUnusedEngine } from './database/shared-engine.ts'

closeUnusedEngine()
