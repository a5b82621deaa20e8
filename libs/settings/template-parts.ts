/**
 * Parts of templates: wording that many templates carry (payment block, help, sender) lies once in
 * `config/templates/parts/<part>.<language>.md` and is written into each body when the files are read,
 * before the hash is taken: a stored version stands by itself, and a changed part makes new versions of all that use it.
 */
const INCLUDE = /^@include ([a-z-]+)[ \t]*$/gm

/** Replaces each line `@include <part>`; a part that `partOf` does not know stays, and parseTemplate refuses it. */
export function includeParts(body: string, partOf: (part: string) => string | undefined): string {
  return body.replace(INCLUDE, (line, part: string) => partOf(part)?.trim() ?? line)
}

export function unresolvedPart(body: string): string | undefined {
  return body.matchAll(INCLUDE).next().value?.[1]
}
