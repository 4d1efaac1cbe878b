import type { Permission } from '../documents/generated'
import { permissionNames } from '../members/permissions'

// Codes of what is over sooner or later, whatever the reader does.
const passing = ['UNREACHABLE', 'OVERLOADED', 'STORE_UNAVAILABLE', 'SHUTTING_DOWN']

// What went wrong, in a sentence for people, with the code that the server gave it.
export class Failure extends Error {
  readonly code: string
  readonly fields: readonly string[]

  constructor(code: string, message: string, fields: readonly string[] = []) {
    super(message)
    this.code = code
    this.fields = fields
  }

  get passing() {
    return passing.includes(this.code)
  }
}

export const unreachable = () => new Failure('UNREACHABLE', 'The server does not answer. Nothing is lost: try again in a moment.')

// asFailure is what was thrown; what is no Failure comes of the network.
export const asFailure = (thrown: unknown) => (thrown instanceof Failure ? thrown : unreachable())

interface Told {
  code?: string
  requestId?: string
  errors?: { field: string; message?: string }[]
}

const unreadable = 'The answer cannot be read.'

// failureOf makes a Failure of the first of the errors in a GraphQL answer.
export function failureOf(errors: readonly { message: string; extensions?: Told }[]): Failure {
  const { message, extensions = {} } = errors[0] ?? { message: unreadable }
  return told(message, extensions, extensions.requestId)
}

// failureOfProblem makes a Failure of a problem document. Each has a number; it is worth a word where the fault is ours.
export function failureOfProblem(problem: Told & { detail?: string }): Failure {
  return told(problem.detail ?? unreadable, problem, problem.code === 'INTERNAL' ? problem.requestId : undefined)
}

function told(message: string, { code = 'INTERNAL', errors = [] }: Told, requestId?: string): Failure {
  const number = requestId ? ` Tell who runs this Chattr the number ${requestId}.` : ''
  const sentence = errors.length > 0 ? errors.map(({ field, message }) => `${labelOf(field)} ${message ?? 'is not valid'}.`).join(' ') : inWords(message)
  return new Failure(code, sentence + number, errors.map(({ field }) => lastPart(field)))
}

// inWords puts what people see of a permission in the place of its name in the API.
const inWords = (text: string) => text.replace(/\b[A-Z]+(_[A-Z]+)*\b/g, (word) => (word in permissionNames ? `“${permissionNames[word as Permission][0]}”` : word))

const lastPart = (field: string) => field.split('.').at(-1) ?? field

const labels: Record<string, string> = { content: 'The message', current: 'Present password', new: 'New password' }

// labelOf is how people call a field: "avatarUrl" is on no page.
function labelOf(field: string): string {
  const label = labels[lastPart(field)]
  if (label) return label
  const words = lastPart(field).replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`).replace(/\burl\b/, 'URL')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
