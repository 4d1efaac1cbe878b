import { AdministersDocument } from '../documents/generated'
import { useQuery } from '../graphql/useQuery'

// useIsAdministrator says reports whether the viewer administers the installation; not until that is known.
export const useIsAdministrator = () => useQuery(AdministersDocument, {}).data?.viewer.managesAccounts ?? false
