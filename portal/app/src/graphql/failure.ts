// What went wrong, in a sentence for people, with the code that the server gave it.
export class Failure extends Error {
  readonly code: string
  readonly fields: readonly string[]

  constructor(code: string, message: string, fields: readonly string[] = []) {
    super(message)
    this.code = code
    this.fields = fields
  }
}

export const unreachable = () => new Failure('UNREACHABLE', 'The server does not answer. Nothing is lost: try again in a moment.')

interface GraphQLError {
  message: string
  extensions?: { code?: string; requestId?: string; errors?: { field: string; message?: string }[] }
}

// failureOf makes a Failure of the first of the errors in an answer.
export function failureOf(errors: readonly GraphQLError[]): Failure {
  const { message, extensions = {} } = errors[0] ?? { message: 'The answer cannot be read.' }
  const code = extensions.code ?? 'INTERNAL'
  const fields = extensions.errors ?? []
  const number = extensions.requestId ? ` Tell who runs this Chattr the number ${extensions.requestId}.` : ''
  const sentence = fields.length > 0 ? fields.map(({ field, message }) => `${labelOf(field)} ${message ?? 'is not valid'}.`).join(' ') : message
  return new Failure(code, sentence + number, fields.map(({ field }) => lastPart(field)))
}

const lastPart = (field: string) => field.split('.').at(-1) ?? field

// labelOf is how people call a field: "avatarUrl" is on no page.
function labelOf(field: string): string {
  const words = lastPart(field).replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`).replace(/\burl\b/, 'URL')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
