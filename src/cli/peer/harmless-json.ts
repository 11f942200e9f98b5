import { visible } from '../../diff/format/visible.js'

/** JSON over several lines that steers no terminal: what would is escaped as JSON does it, so that the value stays the same. */
export const harmlessJson = (value: unknown): string => JSON.stringify(value, null, 2).split('\n').map(visible).join('\n')
