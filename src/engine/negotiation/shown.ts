const LENGTH = 64

/** `text` fit for an error and a log: printable ASCII, at most 64 characters, `…` where it was cut. */
export const shown = (text: string): string => {
  const printable = text.slice(0, LENGTH + 1).replace(/[^\x20-\x7e]/g, '?')
  return printable.length > LENGTH ? `${printable.slice(0, LENGTH - 1)}…` : printable
}
