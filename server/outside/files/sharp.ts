import sharp from 'sharp'

// By default libvips keeps 50 MB of pixels in case that somebody asks for the same step of the same picture again. Here
// nobody does, and scans of passports must not stay in memory.
sharp.cache(false)

export { sharp }
export type { OutputInfo, Sharp } from 'sharp'
