import { type FormatName, formats } from '../diff/format/format.js'
import { oneOf } from './one-of.js'
import type { Given } from './run.js'

/** The names of all formats, as help shows them. */
export const formatNames = Object.keys(formats) as readonly FormatName[]

/** The value of `--format`. @throws UsageError */
export const formatIn = ({ options }: Given): FormatName => oneOf('--format', options['format'], formatNames)
