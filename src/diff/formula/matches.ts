const compiled = new Map<string, RegExp | undefined>()

function regExp(source: string): RegExp | undefined {
  if (compiled.has(source)) return compiled.get(source)
  const made = [...['u', ''].flatMap((flags) => tried(source, flags))][0]
  compiled.set(source, made)
  return made
}

function tried(source: string, flags: string): readonly RegExp[] {
  try {
    return [new RegExp(source, flags)]
  } catch {
    return []
  }
}

/** Whether text matches a pattern somewhere, as JSON Schema asks; `undefined` where it is no regular expression. */
export const matches = (source: string, text: string): boolean | undefined => regExp(source)?.test(text)
