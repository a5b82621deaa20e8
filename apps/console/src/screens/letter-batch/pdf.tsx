/** A letter at the side: fetched, since an answer of the API lets nobody frame it, and shown from memory. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { ask } from '../../api/http'
import { inWords } from '../../api/problem'
import { Shown } from '../../parts/state'
import { useTexts } from '../../texts'
import { texts } from '../letters/texts'

export function Pdf({ path }: { readonly path: string }): ReactNode {
  const t = useTexts(texts)
  const read = useQuery({ queryKey: [path], gcTime: 0, queryFn: ({ signal }) => ask<Blob>(path, { signal, forFile: true }) })
  return (
    <Shown read={{ ...read, error: inWords(read.error, t.refused) }} rows={12}>
      {(blob) => <Frame blob={blob} title={t.pdf} />}
    </Shown>
  )
}

function Frame({ blob, title }: { readonly blob: Blob; readonly title: string }): ReactNode {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address && <iframe title={title} src={address} />
}
