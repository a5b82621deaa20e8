/** Draws a QR code as vector: one filled rectangle per run of dark modules, on white with its quiet zone. */
import * as QRCode from 'qrcode'
import type PDFDocument from 'pdfkit'

/** ISO 18004 asks for four modules of white around the code. */
const QUIET_ZONE = 4

/** EPC069-12: error level M, version 13 at most (69 modules a side). */
export function drawQrCode(
  doc: InstanceType<typeof PDFDocument>,
  payload: string,
  square: { readonly left: number; readonly top: number; readonly side: number },
): void {
  const code = QRCode.create([{ data: new TextEncoder().encode(payload), mode: 'byte' }], { errorCorrectionLevel: 'M' })
  if (code.version > 13) throw new RangeError(`payment QR code needs version ${code.version}; 13 is the most that banks read`)
  const size = code.modules.size
  const { left, top, side } = square
  const unit = side / (size + 2 * QUIET_ZONE)
  doc.rect(left, top, side, side).fill('white')
  for (let row = 0; row < size; row++) {
    for (const run of darkRuns(code.modules.data, row * size, size)) {
      doc.rect(left + (QUIET_ZONE + run.start) * unit, top + (QUIET_ZONE + row) * unit, run.length * unit, unit)
    }
  }
  doc.fill('black')
}

function darkRuns(modules: Uint8Array, offset: number, size: number): { start: number; length: number }[] {
  const runs: { start: number; length: number }[] = []
  let start = -1
  for (let column = 0; column <= size; column++) {
    const dark = column < size && modules[offset + column] === 1
    if (dark && start < 0) start = column
    if (!dark && start >= 0) {
      runs.push({ start, length: column - start })
      start = -1
    }
  }
  return runs
}
