import type { CombinedError } from '@urql/preact'
import type { Permission } from '../documents/generated'
import { permissionNames } from '../members/permissions'

// Codes of failures that end by themselves, sooner or later.
const temporaryCodes = ['UNREACHABLE', 'OVERLOADED', 'STORE_UNAVAILABLE', 'SHUTTING_DOWN']

// Failure describes in one sentence, for people, why an action failed. The code is the server's, and the fields are those of the
// input that are not valid.
export class Failure extends Error {
  readonly code: string
  readonly fields: readonly string[]

  constructor(code: string, message: string, fields: readonly string[] = []) {
    super(message)
    this.code = code
    this.fields = fields
  }

  get temporary() {
    return temporaryCodes.includes(this.code)
  }
}

export const unreachable = () => new Failure('UNREACHABLE', 'The server does not respond. Nothing is lost: try again in a moment.')

// asFailure returns a thrown Failure. Everything else that is thrown comes from the network.
export const asFailure = (thrown: unknown) => (thrown instanceof Failure ? thrown : unreachable())

interface Details {
  code?: string
  requestId?: string
  errors?: { field: string; message?: string }[]
}

const unreadable = 'The response of the server cannot be read.'

// failureOf returns the Failure of a response without data: of the network, or the first of the GraphQL errors.
export function failureOf(error: CombinedError | undefined): Failure {
  if (error?.networkError) return asFailure(error.networkError)
  return failureOfErrors(error?.graphQLErrors ?? [])
}

export function failureOfErrors(errors: readonly { message: string; extensions?: Details }[]): Failure {
  const { message, extensions = {} } = errors[0] ?? { message: unreadable }
  return failure(message, extensions, extensions.requestId)
}

// failureOfProblem returns the Failure of a problem document. All of them have a request id. It is shown only if the fault is the
// server's.
export function failureOfProblem(problem: Details & { detail?: string }): Failure {
  return failure(problem.detail ?? unreadable, problem, problem.code === 'INTERNAL' ? problem.requestId : undefined)
}

function failure(message: string, { code = 'INTERNAL', errors = [] }: Details, requestId?: string): Failure {
  const contact = requestId ? ` Contact your administrator and mention the number ${requestId}.` : ''
  const sentence = errors.length > 0 ? errors.map(({ field, message }) => `${labelOf(field)} ${message ?? 'is not valid'}.`).join(' ') : withPermissionNames(message)
  return new Failure(code, sentence + contact, errors.map(({ field }) => lastPart(field)))
}

// withPermissionNames replaces the API's name of a permission with the one that the pages show.
const withPermissionNames = (text: string) => text.replace(/\b[A-Z]+(_[A-Z]+)*\b/g, (word) => (word in permissionNames ? `“${permissionNames[word as Permission][0]}”` : word))

const lastPart = (field: string) => field.split('.').at(-1) ?? field

const labels: Record<string, string> = { content: 'The message', current: 'Current password', new: 'New password' }

// labelOf returns the label of a field on the pages. "avatarUrl" is on none of them.
function labelOf(field: string): string {
  const label = labels[lastPart(field)]
  if (label) return label
  const words = lastPart(field).replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`).replace(/\burl\b/, 'URL')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
