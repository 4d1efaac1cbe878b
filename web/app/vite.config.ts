import { defineConfig } from 'vite'
import { fileURLToPath } from 'node:url'
import { licences } from './licences.ts'

const unused = fileURLToPath(new URL('src/markdown/unusedPackages.ts', import.meta.url))

// The build is one script and one style sheet with fixed names: the same sources give the same bytes, and the server says by
// ETag whether they have changed.
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
  // For `npm run dev`: the pages as they are written, over the data of a server that runs beside.
  server: {
    fs: { allow: ['.', '../../examples/quickstart'] },
    proxy: Object.fromEntries(['/graphql', '/session', '/sign-up', '/password', '/proof', '/invitation', '/oidc', '/playground', '/assets', '/avatars'].map((path) => [path, { target: 'http://127.0.0.1:8080', ws: true }])),
  },
})
