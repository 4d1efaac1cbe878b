// RoleTag shows a role of a member.
export function RoleTag({ name }: { name: string }) {
  return <span class="tag"><bdi>{name}</bdi></span>
}
