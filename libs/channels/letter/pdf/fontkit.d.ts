/** fontkit has no types; pdfkit takes its parsed fonts wherever it takes a font file, and its types do not say so yet. */
declare module 'fontkit' {
  export function create(file: Uint8Array): PDFKit.Mixins.PDFFontSource
}
