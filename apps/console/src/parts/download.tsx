/** A link to a file, which is asked for like all else: who is logged out logs in and gets it, and a refusal is said where it was pressed. */
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../api/http'
import { saveFile } from './save-file'
import { Broken } from './state'

export function Download({ path, children }: { readonly path: string; readonly children: ReactNode }): ReactNode {
  const get = useMutation({ mutationFn: () => ask<File>(path, { forFile: true }), onSuccess: (file) => saveFile(file, file.name) })
  return (
    <>
      <a href={path} download aria-disabled={get.isPending || undefined} onClick={(event) => { event.preventDefault(); if (!get.isPending) get.mutate() }}>{children}</a>
      {get.error && <Broken fault={get.error} />}
    </>
  )
}
