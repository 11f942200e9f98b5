import type { WriteStream } from 'node:tty'
import type { Output } from './run.js'

/** A line on a terminal that the next one replaces; `undefined` where the stream is no terminal, or a dumb one. */
export function passingLine(stream: Pick<WriteStream, 'isTTY' | 'columns' | 'write'>): Output['passing'] {
  if (stream.isTTY !== true || process.env['TERM'] === 'dumb') return undefined
  // a line that is as wide as the terminal may wrap, and could not be taken away again
  return (line = '') => void stream.write(`\r\u001b[K${line.slice(0, (stream.columns || 80) - 1)}`)
}
