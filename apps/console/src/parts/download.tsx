/** A file, which is asked for like all else: who is logged out logs in and gets it, and a refusal is said where it was pressed. */
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../api/http'
import { saveFile } from './save-file'
import { Broken } from './state'

/** Under the name that the server gives it. */
export const useDownload = (path: string, onSettled?: () => unknown): UseMutationResult<File, Error, void> =>
  useMutation({
    mutationFn: () => ask<File>(path, { forFile: true }),
    onSuccess: (file) => saveFile(file, file.name),
    ...(onSettled && { onSettled }),
  })

export function Download({ path, children }: { readonly path: string; readonly children: ReactNode }): ReactNode {
  const get = useDownload(path)
  return (
    <>
      <a
        href={path}
        download
        aria-disabled={get.isPending || undefined}
        onClick={(event) => {
          event.preventDefault()
          if (!get.isPending) get.mutate()
        }}
      >
        {children}
      </a>
      {get.error && <Broken fault={get.error} />}
    </>
  )
}
