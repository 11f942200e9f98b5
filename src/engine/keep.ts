interface Kept<Key, Value> {
  get(key: Key): Value | undefined
  set(key: Key, value: Value): unknown
}

/** What is kept under a key; made when it is first asked for. */
export function keep<Key, Value extends object>(kept: Kept<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const known = kept.get(key)
  if (known !== undefined) return known
  const made = make(key)
  kept.set(key, made)
  return made
}
