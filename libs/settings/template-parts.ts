/**
 * Parts of templates: wording that many templates carry (payment block, help, sender) lies once in
 * `config/templates/parts/<part>.<language>.md` and is written into each body when the files are read,
 * before the hash is taken: a stored version stands by itself, and a changed part makes new versions of all that use it.
 */
const INCLUDE = /^@include ([a-z-]+)[ \t]*$/gm
/** A part may hold parts, no deeper: a circle of parts ends here and is refused by parseTemplate. */
const DEPTH = 2

/** Replaces each line `@include <part>`; a part that `partOf` does not know stays, and parseTemplate refuses it. */
export function includeParts(body: string, partOf: (part: string) => string | undefined): string {
  let included = body
  for (let depth = 0; depth < DEPTH; depth++) included = included.replace(INCLUDE, (line, part: string) => partOf(part)?.trim() ?? line)
  return included
}

export function unresolvedPart(body: string): string | undefined {
  return body.matchAll(INCLUDE).next().value?.[1]
}
