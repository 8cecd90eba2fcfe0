import { SaxesParser } from 'saxes'

/** Google's Photo Sphere metadata, by which cameras and stitching programs mark a panorama (developers.google.com/streetview/spherical-metadata). */
const photoSphere = 'http://ns.google.com/photos/1.0/panorama/'

/** In characters; a packet of a camera has a few thousand, and a longer one is read by nobody while pages wait. */
const longestPacket = 256 * 1024
/** Of elements in one another: those of a camera are some eight deep, and the parser looks through all that are open at each. */
const deepest = 64
/** Of what is not quite XML. */
const mostSlips = 100

/**
 * What a picture's XMP packet says of a sphere in equirectangular projection: that the picture is the whole, or a part of one, as
 * phones mark it by the size of the whole beside that of the part. "none" where it says nothing, where there is no packet, or
 * none that can be read.
 */
export function markedSphere(xmp: string | null): 'whole' | 'part' | 'none' {
  if (!xmp || xmp.length > longestPacket) return 'none'
  const said = propertiesOf(xmp)
  if (said.get('ProjectionType')?.toLowerCase() !== 'equirectangular') return 'none'
  const isWhole = (side: 'Width' | 'Height') => {
    const part = said.get(`CroppedAreaImage${side}Pixels`)
    return part === undefined || part === said.get(`FullPano${side}Pixels`)
  }
  return isWhole('Width') && isWhole('Height') ? 'whole' : 'part'
}

class EnoughRead extends Error {}

/** Properties may stand in a packet as attributes or as elements. */
function propertiesOf(xmp: string): Map<string, string> {
  const parser = new SaxesParser({ xmlns: true })
  const said = new Map<string, string>()
  let property: string | null = null
  let [depth, slips] = [0, 0]
  parser.on('opentag', ({ uri, local, attributes }) => {
    property = uri === photoSphere ? local : null
    for (const attribute of Object.values(attributes))
      if (attribute.uri === photoSphere) said.set(attribute.local, attribute.value.trim())
    if (++depth > deepest) throw new EnoughRead()
  })
  parser.on('text', text => {
    if (property) said.set(property, text.trim())
  })
  parser.on('closetag', () => {
    property = null
    depth -= 1
  })
  // Some cameras write packets that are not quite XML: what was read before the slip counts.
  parser.on('error', () => {
    if (++slips > mostSlips) throw new EnoughRead()
  })
  try {
    parser.write(xmp).close()
  } catch (error) {
    if (!(error instanceof EnoughRead)) throw error
  }
  return said
}
