/** The first rows of a file, as they were understood. */
import type { ReactNode } from 'react'
import { Money, When } from '../../parts/values'
import { useTexts } from '../../texts'
import { texts } from '../imports/texts'
import type { Check } from '../imports/views'

export function Sample({ title, rows }: { readonly title: string; readonly rows: Check['sample'] }): ReactNode {
  const t = useTexts(texts)
  return (
    <>
      <h3>{title}</h3>
      <table>
        <thead>
          <tr>
            <th>{t.reference}</th>
            <th>{t.name}</th>
            <th>{t.day}</th>
            <th className="num">{t.amount}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              <td>{row.reference}</td>
              <td>{row.name}</td>
              <td>
                <When at={row.day} as="day" />
              </td>
              <td className="num">
                <Money amount={row.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
