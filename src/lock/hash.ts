import { createHash } from 'node:crypto'

/** SHA-256 of a text, in hexadecimal. Git may check lines out with either ending: they count as the same. */
export const hashOf = (text: string): string => createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
