// How the pages are built: into dist/console, with the texts of React Aria in the two languages that we speak.
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [optimizeLocales.vite({ locales: ['nl-NL', 'en-US'] })],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    // Libraries say "use client" to frameworks with a server part; here is none.
    rolldownOptions: { onLog: (level, log, tell) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && tell(level, log) },
  },
  worker: { format: 'es' },
  // While one works on the pages: the API of `npm run demo` behind the same address.
  server: { proxy: { '/v1': 'http://127.0.0.1:3000' } },
  logLevel: 'warn',
})
