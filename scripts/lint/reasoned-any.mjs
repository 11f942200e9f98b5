const reason = /^\s*any: \S/

/** @param {import('eslint').Rule.Node} node */
const statementOf = (node) => {
  let at = node
  while (at.parent && !/Block|Body|Program/.test(at.parent.type)) at = at.parent
  return at
}

/**
 * `any` needs a comment `// any: <reason>` on its line, the line above it, or the line above its statement.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const reasonedAny = {
  meta: { type: 'problem', schema: [], messages: { bare: 'Say why beside it: // any: <reason>' } },
  create: ({ sourceCode, report }) => {
    const reasoned = new Set(
      sourceCode.getAllComments().filter(({ value }) => reason.test(value)).map(({ loc }) => loc?.end.line),
    )
    return {
      /** @param {import('eslint').Rule.Node} node */
      TSAnyKeyword: (node) => {
        const line = node.loc?.start.line ?? 0
        const statement = statementOf(node).loc?.start.line ?? 0
        if ([line, line - 1, statement - 1].some((near) => reasoned.has(near))) return
        report({ node, messageId: 'bare' })
      },
    }
  },
}
