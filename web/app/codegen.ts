import type { CodegenConfig } from '@graphql-codegen/cli'

// Generates the types of all documents in src/documents, and the documents as typed strings.
const config: CodegenConfig = {
  schema: '../../schema.graphqls',
  documents: 'src/documents/*.graphql',
  generates: {
    'src/documents/generated.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        documentMode: 'string',
        useTypeImports: true,
        scalars: { DateTime: 'string' },
        skipTypename: true,
        disableDescriptions: true,
        onlyOperationTypes: true,
        enumType: 'string-literal',
      },
    },
  },
}

export default config
