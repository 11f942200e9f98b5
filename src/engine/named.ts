/** The peer as details of an error name it: left out where it has no name. */
export const named = (peer: string | undefined) => (peer === undefined ? {} : { peer })
