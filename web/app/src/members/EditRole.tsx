import { useState } from 'preact/hooks'
import { CreateRoleDocument, DeleteRoleDocument, UpdateRoleDocument, type Permission, type RoleEntryFragment } from '../documents/generated'
import { useMutation } from '../graphql/useMutation'
import type { CurrentServer } from '../layout/place'
import { ConfirmDialog } from '../components/ConfirmDialog'
import { Dialog } from '../components/Dialog'
import { Field } from '../components/Field'
import { Form } from '../components/Form'
import { PermissionChoice } from './PermissionChoice'

interface Props {
  role?: RoleEntryFragment // undefined: a new one
  server: CurrentServer
  close: () => void
}

// EditRole creates, changes or deletes a role.
export function EditRole({ role, server, close }: Props) {
  const create = useMutation(CreateRoleDocument)
  const update = useMutation(UpdateRoleDocument)
  const remove = useMutation(DeleteRoleDocument)
  const [name, setName] = useState(role?.name ?? '')
  const [permissions, setPermissions] = useState<readonly Permission[]>(role?.permissions ?? ['POST_MESSAGES'])
  const [deleting, setDeleting] = useState(false)
  const failure = create.failure ?? update.failure

  async function save() {
    const chosen = [...permissions]
    const done = role
      ? await update.run({ roleId: role.id, permissions: chosen, ...(role.everyone ? {} : { name }) })
      : await create.run({ serverId: server.id, name, permissions: chosen })
    if (done) close()
  }
  if (role && deleting) {
    const confirm = async () => (await remove.run({ roleId: role.id })) && close()
    return (
      <ConfirmDialog title={`Delete ${role.name}?`} action="Delete role" busy={remove.busy} failure={remove.failure} confirm={confirm} close={close}>
        <p>Its members immediately lose the permissions that it gives.</p>
      </ConfirmDialog>
    )
  }
  return (
    <Dialog title={role ? 'Edit role' : 'New role'} close={close}>
      <Form submit={save} action={role ? 'Save' : 'Create role'} busy={create.busy || update.busy} failure={failure} cancel={close}>
        {role?.everyone ? <p class="explanation">The permissions of every member of the server.</p> : <Field label="Name" name="name" value={name} change={setName} failure={failure} required autofocus />}
        <PermissionChoice chosen={permissions} choose={setPermissions} own={server.viewerPermissions} />
      </Form>
      {role && !role.everyone && <button type="button" class="danger borderless" onClick={() => setDeleting(true)}>Delete role…</button>}
    </Dialog>
  )
}
