import sharp from 'sharp'

const background = '#7a9'

/** Returns a JPEG of this size in pixels; `mark` is an XMP packet that declares a panorama, as cameras write it. */
export async function aWidePicture(width: number, height: number, { mark = '' } = {}): Promise<Buffer> {
  const picture = sharp({ create: { width, height, channels: 3, background } })
  return (mark ? picture.withXmp(mark) : picture).jpeg().toBuffer()
}

const packet = (properties: string, elements = '') =>
  `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" ${properties}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`

const whole = 'GPano:FullPanoWidthPixels="8000" GPano:FullPanoHeightPixels="4000"'
/** XMP packets of pictures: a full sphere, as attributes and as elements; part of a sphere; an ordinary photo. */
export const packets = {
  whole: packet(
    `GPano:ProjectionType="equirectangular" ${whole} GPano:CroppedAreaImageWidthPixels="8000" GPano:CroppedAreaImageHeightPixels="4000"`,
  ),
  elements: packet('', '<GPano:ProjectionType>equirectangular</GPano:ProjectionType>'),
  part: packet(
    `GPano:ProjectionType="equirectangular" ${whole} GPano:CroppedAreaImageWidthPixels="4000" GPano:CroppedAreaImageHeightPixels="2000"`,
  ),
  ordinary: packet('GPano:StitchingSoftware="none"'),
}
