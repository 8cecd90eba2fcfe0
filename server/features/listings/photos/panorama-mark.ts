import { SaxesParser } from 'saxes'

/**
 * Namespace of Google's Photo Sphere metadata, with which cameras and stitching programs mark a panorama
 * (developers.google.com/streetview/spherical-metadata).
 */
const photoSphere = 'http://ns.google.com/photos/1.0/panorama/'

/** Maximum length in characters. Packets of cameras have a few thousand; a longer one is not parsed while requests wait. */
const maxPacketLength = 256 * 1024
/**
 * Maximum depth of nested elements. Packets of cameras are some eight deep, and the parser searches all open elements at
 * each.
 */
const maxDepth = 64
/** Maximum number of XML errors. */
const maxErrors = 100

/**
 * Returns whether a picture's XMP packet marks it as a sphere in equirectangular projection: the whole, or a part, as phones
 * mark it by the size of the whole beside that of the part. "none" when it is not marked, or there is no readable packet.
 */
export function readSphereMark(xmp: string | null): 'whole' | 'part' | 'none' {
  if (!xmp || xmp.length > maxPacketLength) return 'none'
  const properties = propertiesOf(xmp)
  if (properties.get('ProjectionType')?.toLowerCase() !== 'equirectangular') return 'none'
  const isWhole = (side: 'Width' | 'Height') => {
    const part = properties.get(`CroppedAreaImage${side}Pixels`)
    return part === undefined || part === properties.get(`FullPano${side}Pixels`)
  }
  return isWhole('Width') && isWhole('Height') ? 'whole' : 'part'
}

class ParsingStopped extends Error {}

/** Returns the properties, which can be attributes or elements of a packet. */
function propertiesOf(xmp: string): Map<string, string> {
  const parser = new SaxesParser({ xmlns: true })
  const properties = new Map<string, string>()
  let property: string | null = null
  let depth = 0
  let slips = 0
  parser.on('opentag', ({ uri, local, attributes }) => {
    property = uri === photoSphere ? local : null
    for (const attribute of Object.values(attributes))
      if (attribute.uri === photoSphere) properties.set(attribute.local, attribute.value.trim())
    if (++depth > maxDepth) throw new ParsingStopped()
  })
  parser.on('text', text => {
    if (property) properties.set(property, text.trim())
  })
  parser.on('closetag', () => {
    property = null
    depth -= 1
  })
  // Some cameras write packets that are not quite XML; what was read before an error counts.
  parser.on('error', () => {
    if (++slips > maxErrors) throw new ParsingStopped()
  })
  try {
    parser.write(xmp).close()
  } catch (error) {
    if (!(error instanceof ParsingStopped)) throw error
  }
  return properties
}
