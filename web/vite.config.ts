import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

// The bundle is embedded in the program and committed: names come from the content, nothing from the clock or the machine.
export default defineConfig({
  base: '/',
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js', advancedChunks: { groups: [{ name: 'editor', test: /node_modules\/(yaml|@lezer|@marijn|style-mod|w3c-keyname|crelt|@codemirror\/(state|view|language|commands|lang-yaml))\// }] } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:7357' } },
  test: { include: ['test/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0]);
