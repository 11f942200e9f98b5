/** By this a caller names its call: a link that sends again sends it again. */
export const CALL_ID = 'x-call-id'

/** By this the gateway names each request that it passes on. */
export const PASSAGE_ID = 'x-passage-id'
