import type { CodegenConfig } from '@graphql-codegen/cli'

// The types of every document in src/documents, and the documents as strings that carry their types.
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
