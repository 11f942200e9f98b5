/** An error's message in a line; a stack says nothing to whoever has to mend a file. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
