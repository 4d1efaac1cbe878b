import { defineConfig } from 'vite'
import { fileURLToPath } from 'node:url'
import { licences } from './licences.ts'

const unused = fileURLToPath(new URL('src/markdown/unusedPackages.ts', import.meta.url))

// The build is one script and one style sheet with fixed names. The same sources give the same bytes, and browsers compare them by ETag.
export default defineConfig({
  base: './',
  plugins: [licences('assets/portal-licences.txt')],
  resolve: { alias: { entities: unused, 'linkify-it': unused, 'punycode.js': unused } },
  build: {
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      output: { entryFileNames: 'assets/portal.js', assetFileNames: 'assets/portal[extname]' },
    },
  },
  // For `npm run dev`: the pages from their sources, with the data of a server on this machine.
  server: {
    fs: { allow: ['.', '../../examples/quickstart'] },
    proxy: Object.fromEntries(['/graphql', '/session', '/sign-up', '/password', '/proof', '/invitation', '/oidc', '/playground', '/assets', '/avatars'].map((path) => [path, { target: 'http://127.0.0.1:8080', ws: true }])),
  },
})
