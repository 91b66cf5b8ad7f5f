/** Reads the Intel HEX text of a firmware image. */

const FLASH_BYTES = 32768;
const DATA_RECORD = 0;
const END_RECORD = 1;

/** The flash of an ATmega328P after the image was written, one word an instruction; unwritten flash reads as zero. */
export function flashFromHex(text: string): Uint16Array {
  const flash = new Uint8Array(FLASH_BYTES);
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === "") continue;
    const record = recordFromLine(line, index + 1);
    if (record.type === END_RECORD) return new Uint16Array(flash.buffer);
    if (record.type === DATA_RECORD) flash.set(record.bytes, record.address);
  }
  throw new Error("the firmware image has no end record: it was cut off");
}

function recordFromLine(line: string, number: number): { type: number; address: number; bytes: Uint8Array } {
  const octets = line.match(/^:((?:[0-9A-Fa-f]{2})+)$/)?.[1].match(/../g)?.map((pair) => parseInt(pair, 16));
  if (octets === undefined || octets.length !== octets[0] + 5) {
    throw new Error(`line ${number} of the firmware image is not Intel HEX`);
  }
  if (octets.reduce((sum, octet) => sum + octet, 0) % 256 !== 0) {
    throw new Error(`line ${number} of the firmware image has a wrong checksum`);
  }
  return { type: octets[3], address: octets[1] * 256 + octets[2], bytes: Uint8Array.from(octets.slice(4, -1)) };
}
