import { asRecord } from '../schema/json.js'
import { standalone } from './standalone.js'

type Data = Readonly<Record<string, unknown>>

/** Schemas by media type, without the type's parameters; none where nothing is sent. */
export type Content = Readonly<Record<string, unknown>>

export const contentOf = (root: Data, holder: Data): Content =>
  Object.fromEntries(Object.entries(asRecord(holder['content'])).map(([type, media]) => [nameOf(type), standalone(root, asRecord(media)['schema'] ?? true)]))

const nameOf = (type: string) => type.split(';')[0]!.trim().toLowerCase()

/** Whether one of the types that are taken, such as `application/*`, takes a type. */
export const takes = (content: Content, type: string) => [type, `${type.split('/')[0]}/*`, '*/*'].some((one) => one in content)
