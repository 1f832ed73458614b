import { crc32 } from 'node:zlib'

/**
 * The archive that the customer of a 3D file gets: a licence note and a model in STL. The demonstration's model is a
 * plain 20 mm cube, whatever was bought.
 */
export function zipOfModel(sku: string): Uint8Array<ArrayBuffer> {
  const files: readonly [name: string, text: string][] = [
    [`${sku}.stl`, cubeStl(20)],
    [
      'LICENCE.txt',
      'Licence personnelle : imprimez ce modele autant que vous voulez, pour vous ou pour offrir.\n' +
        'Personal licence: print this model as often as you like, for yourself or as a gift.\n',
    ],
  ]
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of files) {
    const data = Buffer.from(text)
    const entry = Buffer.from(name)
    // Shared by the entry's own header and the directory: version, flags, no compression, a fixed date, sizes.
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x5b75, 8)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(entry.length, 22)
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), facts, entry, data)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 0]), facts, tail, entry)
    offset += 4 + facts.length + entry.length + data.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return new Uint8Array(Buffer.concat([...parts, list, Buffer.from('PK\u0005\u0006', 'latin1'), end]))
}

function cubeStl(side: number): string {
  const corner = (index: number): string =>
    [index & 1, (index >> 1) & 1, (index >> 2) & 1].map((bit) => bit * side).join(' ')
  const faces = [
    '0 2 1',
    '1 2 3',
    '4 5 6',
    '5 7 6',
    '0 1 4',
    '1 5 4',
    '2 6 3',
    '3 6 7',
    '0 4 2',
    '2 4 6',
    '1 3 5',
    '3 7 5',
  ]
  const facets = faces.map((face) => {
    const vertices = face.split(' ').map((index) => `      vertex ${corner(Number(index))}`)
    return `  facet normal 0 0 0\n    outer loop\n${vertices.join('\n')}\n    endloop\n  endfacet`
  })
  return `solid model\n${facets.join('\n')}\nendsolid model\n`
}
