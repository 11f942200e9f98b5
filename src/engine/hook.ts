/** Tells a hook. What it throws, now or later, is its own affair and never fails a call. */
export function tell<T>(hook: ((value: T) => unknown) | undefined, value: T): void {
  if (hook !== undefined) void (async () => hook(value))().catch(() => {})
}
