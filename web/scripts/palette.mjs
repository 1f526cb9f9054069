// Makes a screenshot a third as large: a PNG with a palette of 256 colours instead of sixteen million. Screenshots of a page have
// few colours and their letters' edges; the rare ones go to the nearest kept.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export function palette(png) {
  const { width, height, channels, data } = read(png);
  const counts = new Map();
  for (let at = 0; at < data.length; at += channels) {
    const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  // The most frequent colours, but none that is close to one kept already unless it is frequent itself.
  const kept = [];
  for (const [colour, count] of [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    if (kept.length === 256) break;
    if (count > 400 || kept.every((other) => distance(other, colour) > 180)) kept.push(colour);
  }
  const places = new Map(kept.map((colour, index) => [colour, index]));
  const nearest = (colour) => {
    let best = 0;
    for (let index = 1; index < kept.length; ++index) if (distance(kept[index], colour) < distance(kept[best], colour)) best = index;
    places.set(colour, best);
    return best;
  };
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0, to = 0, column = 0; at < data.length; at += channels) {
    if (column === 0) rows[to++] = 0;
    const colour = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    rows[to++] = places.get(colour) ?? nearest(colour);
    column = (column + 1) % width;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(kept.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([png.subarray(0, 8), chunk('IHDR', head), chunk('PLTE', colours), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

const distance = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;

function chunk(type, body) {
  const bytes = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const frame = Buffer.alloc(bytes.length + 8);
  frame.writeUInt32BE(body.length, 0);
  frame.set(bytes, 4);
  frame.writeUInt32BE(crc32(bytes), bytes.length + 4);
  return frame;
}

function read(png) {
  let head;
  const bodies = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') head = body;
    if (type === 'IDAT') bodies.push(body);
    at += length + 12;
  }
  const width = head.readUInt32BE(0);
  const height = head.readUInt32BE(4);
  const channels = { 2: 3, 6: 4 }[head[9]];
  if (head[8] !== 8 || !channels || head[12] !== 0) throw new Error('a PNG of another kind than screenshots are');
  const raw = inflateSync(Buffer.concat(bodies));
  const stride = width * channels;
  const data = Buffer.alloc(stride * height);
  for (let row = 0; row < height; ++row) {
    const filter = raw[row * (stride + 1)];
    for (let column = 0; column < stride; ++column) {
      const here = row * stride + column;
      const left = column >= channels ? data[here - channels] : 0;
      const up = row > 0 ? data[here - stride] : 0;
      const corner = row > 0 && column >= channels ? data[here - stride - channels] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      data[here] = raw[row * (stride + 1) + 1 + column] + guess;
    }
  }
  return { width, height, channels, data };
}

function paeth(left, up, corner) {
  const base = left + up - corner;
  const [a, b, c] = [Math.abs(base - left), Math.abs(base - up), Math.abs(base - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
